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
careers as (
  select
    repository_id,
    person_id,
    period,
    since,
    min(committed_at) as arrived_at,
    max(committed_at) as last_seen_at
  from contributions
  join periods on subject_id = repository_id and committed_at < until
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
