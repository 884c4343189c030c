-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- How many people wrote half of a repository's code, and how many of them are still active.
with active as (
  select distinct repository_id, person_id
  from commits
  where committed_at >= $since
)
select
  core_people.repository_id,
  count(*)::integer as people,
  count(active.person_id)::integer as active
from core_people
left join active using (repository_id, person_id)
where core_people.repository_id in (select repository.repository_id from repository)
group by core_people.repository_id
order by core_people.repository_id
