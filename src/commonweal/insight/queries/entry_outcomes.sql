-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- What a probe says of each entry: of its worst repository, where it has several. Of one that
-- it said nothing of, nothing is known.
select
  entries.entry_id,
  case
    when bool_or(finding.outcome = $against) then 'not_met'
    when bool_or(coalesce(finding.outcome, 'unknown') = 'unknown') then 'unknown'
    when bool_or(finding.outcome <> 'not_applicable') then 'met'
    else 'not_applicable'
  end as verdict
from entries
left join finding
  on finding.repository_id = entries.repository_id
  and finding.probe_id = $probe
group by entries.entry_id
order by entries.entry_id
