-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- How many people wrote half of a repository's code, and how many of them are still active.
select
  core_people.repository_id,
  count(*)::integer as people,
  -- The year ends when the copy was last brought up to date.
  (
    count(*) filter (
      where core_people.committed_at >= least($since, known_until.known_until - interval 1 year)
    )
  )::integer as active
from core_people
left join known_until using (repository_id)
where core_people.repository_id in (select repository.repository_id from repository)
group by core_people.repository_id
order by core_people.repository_id
