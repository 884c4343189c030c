-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Repositories in which somebody outside of the truck factor was active as well.
with active as (
  select distinct repository_id, person_id
  from commits
  where committed_at >= $since and not is_bot
)
select distinct repository_id
from active
anti join core_people using (repository_id, person_id)
order by repository_id
