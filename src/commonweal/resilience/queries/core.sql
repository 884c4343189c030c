-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- The people of a repository's truck factor, who of them is still there, and whether others
-- were active as well.
select
  core_people.repository_id,
  core_people.person_id,
  coalesce(core_people.committed_at >= $since, false) as is_active,
  coalesce(core_people.others_at >= $since, false) as has_others
from core_people
order by core_people.repository_id, core_people.person_id
