-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
with active_people as (
  select distinct repository_id, period, person_id
  from commits
  join periods on subject_id = repository_id and committed_at >= since and committed_at < until
),
source_files as (
  select
    repository_id,
    period,
    home_id,
    path,
    bool_or(is_author) as has_author,
    bool_or(is_author and active_people.person_id is not null) as has_active_author
  from authorships
  join periods on subject_id = repository_id
  left join active_people using (repository_id, period, person_id)
  group by all
)
select
  repository_id,
  period,
  100.0 * count(*) filter (where not has_active_author) / count(*) as value
from source_files
group by all
having count(*) filter (where has_author) >= 0.5 * count(*)
order by repository_id, period
