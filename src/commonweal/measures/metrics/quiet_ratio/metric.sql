-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
with working_days as (
  select distinct repository_id, period, until, committed_at::date as day
  from commits
  join periods on subject_id = repository_id and committed_at >= since and committed_at < until
  where not is_bot and not is_date_doubtful
),
pauses as (
  select
    repository_id,
    period,
    until,
    day,
    day - lag(day) over (partition by repository_id, period order by day) as days
  from working_days
)
select
  repository_id,
  period,
  -- Of what came after the last fetch nothing is known, quiet or not.
  (greatest(least(max(until)::date, any_value(known_until)::date), max(day)) - max(day))
  / quantile_cont(days, 0.95) as value
from pauses
left join known_until using (repository_id)
group by repository_id, period
having count(days) >= $fewest
order by repository_id, period
