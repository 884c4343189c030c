-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
with assisted as (
  select distinct repository_id, family_id, commit_no from credits where is_agent
),
named as (
  select
    repository_id,
    committed_at,
    is_agent or assisted.commit_no is not null as names_agent
  from commits
  left join assisted using (repository_id, family_id, commit_no)
)
select
  repository_id, period, 100.0 * count(*) filter (where names_agent) / count(*) as value
from named
join periods on subject_id = repository_id and committed_at >= since and committed_at < until
group by all
order by repository_id, period
