-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- A null value is given on purpose: unknown, so that no zero is filled in.
with change_sizes as (
  select
    repository_id,
    committed_at,
    coalesce(added, 0) + coalesce(deleted, 0) as lines,
    kind in ('pending', 'unknown') as is_uncounted
  from changes
),
cut_off_commits as (
  select repository_id, committed_at, 0 as lines, true as is_uncounted
  from commits
  where is_boundary
),
sizes as (
  select * from change_sizes
  union all
  select * from cut_off_commits
)
select
  repository_id,
  period,
  case when not bool_or(is_uncounted) then sum(lines) end as value
from sizes
join periods on committed_at >= since and committed_at < until
group by all
order by repository_id, period
