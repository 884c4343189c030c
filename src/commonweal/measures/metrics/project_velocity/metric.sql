-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
with spans as (
  select
    subject_id,
    period,
    since - interval 12 months as earlier_since,
    until - interval 12 months as earlier_until,
    since,
    until
  from periods
),
histories as (
  select repository_id, min(committed_at) as began_at
  from commits
  where not is_date_doubtful
  group by repository_id
),
paces as (
  select
    repository_id,
    period,
    count(*) filter (where committed_at >= since) as now,
    count(*) filter (where committed_at < earlier_until) as earlier
  from commits
  join histories using (repository_id)
  join spans
    on subject_id = repository_id and committed_at >= earlier_since and committed_at < until
  where not is_bot and began_at <= earlier_since
  group by all
)
select repository_id, period, 100.0 * (now - earlier) / earlier as value
from paces
where earlier >= $fewest
order by repository_id, period
