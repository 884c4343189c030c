-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- The people of a repository's truck factor, and who of them is still there.
with active as (
  select distinct repository_id, person_id
  from commits
  where committed_at >= $since
)
select
  core_people.repository_id,
  core_people.person_id,
  active.person_id is not null as is_active
from core_people
left join active using (repository_id, person_id)
order by core_people.repository_id, core_people.person_id
