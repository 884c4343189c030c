-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- A cut history gives null on purpose: unknown, so that no zero is filled in.
with contributions as (
  select repository_id, person_id, committed_at from commits where not is_bot
  union all
  select repository_id, person_id, committed_at from credits where not is_bot
),
arrivals as (
  select repository_id, person_id, min(committed_at) as arrived_at
  from contributions
  group by repository_id, person_id
),
cut_histories as (
  select distinct repository_id from commits where is_boundary
)
select repository_id, period, count(*) as value
from arrivals
join periods on arrived_at >= since and arrived_at < until
where repository_id not in (select repository_id from cut_histories)
group by all
union all
select repository_id, period, null as value
from cut_histories
cross join periods
order by repository_id, period
