-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- What probes, and their parts by label, said of some subjects; empty where their
-- repositories differ.
with wanted as (
  select subject_id, repository_id
  from subject_repositories
  where subject_id in (select unnest($subjects))
),
said as (
  select repository_id, probe_id, '' as label, outcome
  from finding
  where repository_id in (select wanted.repository_id from wanted)
  union all
  select repository_id, probe_id, label, outcome
  from finding_place
  where label <> '' and repository_id in (select wanted.repository_id from wanted)
)
select
  wanted.subject_id,
  said.probe_id,
  said.label,
  case when min(said.outcome) = max(said.outcome) then min(said.outcome) else '' end as outcome
from said
join wanted using (repository_id)
group by wanted.subject_id, said.probe_id, said.label
order by wanted.subject_id, said.probe_id, said.label
