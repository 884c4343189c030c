-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
with cut_families as (
  select distinct family_id from commits where is_boundary
),
contributions as (
  select repository_id, person_id, committed_at
  from commits
  where not is_bot and family_id not in (select family_id from cut_families)
  union all
  select repository_id, person_id, committed_at
  from credits
  where not is_bot and family_id not in (select family_id from cut_families)
),
arrivals as (
  select repository_id, person_id, min(committed_at) as arrived_at
  from contributions
  group by repository_id, person_id
),
newcomers as (
  select repository_id, period, person_id
  from arrivals
  join periods
    on subject_id = repository_id
    and arrived_at >= since - interval 12 months
    and arrived_at < since
),
presences as (
  select distinct repository_id, period, person_id
  from contributions
  join periods on subject_id = repository_id and committed_at >= since and committed_at < until
)
select
  newcomers.repository_id,
  newcomers.period,
  100.0 * count(presences.person_id) / count(*) as value
from newcomers
left join presences using (repository_id, period, person_id)
group by all
having count(*) >= $fewest
order by repository_id, period
