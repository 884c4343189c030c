-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Where too little is known the value is null: unknown, and no zero is filled in.
with organisations as (
  select repository_id, period, organisation, count(*) as commits
  from commits
  join periods on subject_id = repository_id and committed_at >= since and committed_at < until
  where not is_bot
  group by all
)
select
  repository_id,
  period,
  case
    when coalesce(sum(commits) filter (where organisation is not null), 0) >= $known * sum(commits)
      then count(organisation)
  end as value
from organisations
group by repository_id, period
order by repository_id, period
