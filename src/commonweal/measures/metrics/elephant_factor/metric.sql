-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
with organisations as (
  select repository_id, period, organisation, count(*) as commits
  from commits
  join periods on committed_at >= since and committed_at < until
  where not is_bot and organisation is not null
  group by all
),
ranked_organisations as (
  select
    repository_id,
    period,
    sum(commits) over (partition by repository_id, period) as total,
    sum(commits) over (
      partition by repository_id, period order by commits desc, organisation
      rows unbounded preceding
    ) - commits as before
  from organisations
)
select repository_id, period, count(*) filter (where before < $share * total) as value
from ranked_organisations
group by all
order by repository_id, period
