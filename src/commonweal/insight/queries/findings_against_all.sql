-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- As `findings_against`, for every entry of the portfolio at once.
select
  entries.entry_id,
  finding.probe_id,
  arg_min(finding.reason, finding.repository_id),
  arg_min(finding.values, finding.repository_id)
from finding
join entries using (repository_id)
where finding.outcome = 'false'
group by entries.entry_id, finding.probe_id
order by entries.entry_id, finding.probe_id
