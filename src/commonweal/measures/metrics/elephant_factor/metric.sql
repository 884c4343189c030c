-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Where too little is known the value is null: unknown, and no zero is filled in.
with all_commits as (
  select repository_id, period, organisation, count(*) as commits
  from commits
  join periods on subject_id = repository_id and committed_at >= since and committed_at < until
  where not is_bot
  group by all
),
shares as (
  select
    repository_id,
    period,
    coalesce(sum(commits) filter (where organisation is not null), 0)
    >= $known * sum(commits) as is_known
  from all_commits
  group by repository_id, period
),
organisations as (
  select repository_id, period, organisation, commits from all_commits where organisation is not null
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
select
  repository_id,
  period,
  case when any_value(is_known) then count(*) filter (where before < $share * total) end as value
from shares
left join ranked_organisations using (repository_id, period)
group by all
order by repository_id, period
