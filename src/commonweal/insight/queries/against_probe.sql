-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Where a probe does not say what is wanted, for one of some reasons where any are named: the
-- first repository of each entry, and the first place that shows it.
with place as (
  select
    repository_id,
    arg_min(path || coalesce(':' || line, ''), (path, place_no)) as place
  from finding_place
  where probe_id = $probe and outcome = $against and path <> ''
  group by repository_id
)
select
  entries.entry_id,
  arg_min(finding.reason, finding.repository_id),
  arg_min(finding.values, finding.repository_id),
  min(place.place)
from finding
join entries using (repository_id)
left join place using (repository_id)
where
  finding.probe_id = $probe
  and finding.outcome = $against
  and (len($findings) = 0 or list_contains($findings, finding.reason))
group by entries.entry_id
order by entries.entry_id
