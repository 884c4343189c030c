-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- The people of a repository's truck factor, and who of them is still there.
select
  core_people.repository_id,
  core_people.person_id,
  coalesce(core_people.committed_at >= $since, false) as is_active
from core_people
order by core_people.repository_id, core_people.person_id
