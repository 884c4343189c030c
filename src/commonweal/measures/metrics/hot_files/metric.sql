-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Forks of one family hold the same file, so the family's first repository names it.
with homes as (
  select
    repository_id,
    family_id,
    min(home_id) as home_id,
    count(*) over (partition by repository_id) as families
  from repositories
  where family_id is not null
  group by repository_id, family_id
),
file_commits as (
  select repository_id, family_id, period, path, count(*) as commits
  from changes
  join periods on subject_id = repository_id and committed_at >= since and committed_at < until
  anti join foreign_paths using (family_id, path)
  where not is_bot
  group by all
),
ranked_files as (
  select
    *,
    row_number() over (
      partition by repository_id, period order by commits desc, path, family_id
    ) as rank
  from file_commits
)
select
  repository_id,
  period,
  case when families > 1 then home_id || '/' || path else path end as label,
  commits as value
from ranked_files
join homes using (repository_id, family_id)
where rank <= $most
order by repository_id, period, label
