-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
with contributions as (
  select repository_id, person_id, committed_at from commits where not is_bot
  union all
  select repository_id, person_id, committed_at from credits where not is_bot
),
careers as (
  select
    repository_id,
    person_id,
    period,
    since,
    min(committed_at) as arrived_at,
    max(committed_at) as last_seen_at
  from contributions
  join periods on committed_at < until
  where repository_id not in (select repository_id from commits where is_boundary)
  group by all
)
select
  repository_id,
  period,
  year(arrived_at)::varchar as label,
  100.0 * count(*) filter (where last_seen_at >= since) / count(*) as value
from careers
where make_timestamp(year(arrived_at) + 1, 1, 1, 0, 0, 0) <= since
group by all
having count(*) >= $fewest
order by repository_id, period, label
