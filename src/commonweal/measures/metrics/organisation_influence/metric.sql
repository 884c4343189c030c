-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Where too little is known the value is null: unknown, and no zero is filled in.
with organisations as (
  select repository_id, period, organisation, count(*) as commits
  from commits
  join periods on subject_id = repository_id and committed_at >= since and committed_at < until
  where not is_bot
  group by all
),
totals as (
  select
    repository_id,
    period,
    sum(commits) as commits,
    coalesce(sum(commits) filter (where organisation is not null), 0) as attributed,
    max(commits) filter (where organisation is not null) as most
  from organisations
  group by repository_id, period
)
select
  repository_id,
  period,
  case when attributed >= $known * commits then 100.0 * most / attributed end as value
from totals
order by repository_id, period
