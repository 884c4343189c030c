-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
with active_people as (
  select distinct repository_id, period, person_id
  from commits
  join periods on subject_id = repository_id and committed_at >= since and committed_at < until
)
select repository_id, period, count(active_people.person_id) as value
from core_people
join periods on subject_id = repository_id
left join active_people using (repository_id, period, person_id)
group by all
order by repository_id, period
