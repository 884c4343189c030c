-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Every commit counts, those of bots too: what they propose, somebody took in. A clone on
-- this machine may be older than its project: that nothing is new in it, says nothing.
with history as (
  select
    repository_id,
    min(committed_at) as began_at,
    max(committed_at) as ended_at,
    count(*) filter (
      where not is_boundary
      and committed_at >= surveyed_at - interval 90 days
      and committed_at <= surveyed_at
    ) as commits
  from commits
  cross join survey
  where not is_date_doubtful
  group by repository_id
),
judged as (
  select
    repositories.repository_id,
    history.commits,
    history.ended_at,
    case
      when history.began_at is null then 'not_read'
      when history.began_at < survey.surveyed_at - interval 90 days
        then
          case
            when history.commits > 0 then 'active'
            when repository.locator like 'http%://%' then 'quiet'
            else 'old_clone'
          end
      when repositories.is_shallow then 'cut'
      else 'young'
    end as reason
  from repositories
  cross join survey
  left join repository on repository.repository_id = repositories.home_id
  left join history on history.repository_id = repositories.repository_id
  where repositories.repository_id = repositories.home_id
)
select
  repository_id,
  case
    when reason = 'active' then 'true'
    when reason in ('quiet', 'young') then 'false'
    else 'unknown'
  end as outcome,
  reason,
  case when reason in ('active', 'quiet') then commits end as commits,
  case when reason = 'old_clone' then strftime(ended_at, '%Y-%m-%d') end as day
from judged
order by repository_id
