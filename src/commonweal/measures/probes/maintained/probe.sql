-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Every commit counts, those of bots too: what they propose, somebody took in. A copy may be
-- older than its project: the ninety days end where it does, and that nothing is new in it,
-- says nothing.
with ends as (
  select
    repositories.repository_id,
    least(
      survey.surveyed_at, known_until.newest_known_until + interval 1 second
    ) as ended_at
  from repositories
  cross join survey
  left join known_until using (repository_id)
  where repositories.repository_id = repositories.home_id
),
history as (
  select
    repository_id,
    min(committed_at) as began_at,
    max(committed_at) as newest_at,
    count(*) filter (
      where not is_boundary
      and committed_at >= ends.ended_at - interval 90 days
      and committed_at <= ends.ended_at
    ) as commits
  from commits
  join ends using (repository_id)
  where not is_date_doubtful
  group by repository_id
),
judged as (
  select
    repositories.repository_id,
    history.commits,
    history.newest_at,
    case
      when history.began_at is null then 'not_read'
      when history.began_at < survey.surveyed_at - interval 90 days
        then
          case
            when
              ends.ended_at < survey.surveyed_at - interval 30 days
              and history.newest_at < survey.surveyed_at - interval 90 days
              then 'old_clone'
            when history.commits > 0 then 'active'
            when repository.locator like 'http%://%' then 'quiet'
            else 'old_clone'
          end
      when repositories.is_shallow then 'cut'
      else 'young'
    end as reason
  from repositories
  cross join survey
  join ends using (repository_id)
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
  case when reason = 'old_clone' then strftime(newest_at, '%Y-%m-%d') end as day
from judged
order by repository_id
