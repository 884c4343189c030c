-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- The people of a repository's truck factor, who of them is still there, and whether others
-- were active as well. The year ends when the copy was last brought up to date.
select
  core_people.repository_id,
  core_people.person_id,
  coalesce(
    core_people.committed_at >= least($since, known_until.known_until - interval 1 year), false
  ) as is_active,
  coalesce(
    core_people.others_at >= least($since, known_until.known_until - interval 1 year), false
  ) as has_others
from core_people
left join known_until using (repository_id)
order by core_people.repository_id, core_people.person_id
