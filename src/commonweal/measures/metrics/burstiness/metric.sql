-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- https://doi.org/10.1209/0295-5075/81/48002 equation 1. A gap belongs to a
-- period when both of its ends do.
with gaps as (
  select
    repository_id,
    committed_at as ended_at,
    lag(committed_at) over (partition by repository_id order by committed_at) as began_at
  from commits
  where not is_bot and not is_date_doubtful
),
spreads as (
  select
    repository_id,
    period,
    count(*) as gaps,
    avg(epoch(ended_at) - epoch(began_at)) as mean,
    stddev_pop(epoch(ended_at) - epoch(began_at)) as deviation
  from gaps
  join periods on subject_id = repository_id and began_at >= since and ended_at < until
  group by all
)
select repository_id, period, (deviation - mean) / (deviation + mean) as value
from spreads
where gaps >= $fewest and deviation + mean > 0
order by repository_id, period
