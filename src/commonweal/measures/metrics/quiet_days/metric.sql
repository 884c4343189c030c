-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- "asof" finds the one latest commit before each end, instead of all earlier ones.
with human_commits as (
  select repository_id, committed_at
  from commits
  where not is_bot and not is_date_doubtful
),
ends as (
  select repository_id, period, until
  from (select distinct repository_id from human_commits)
  join periods on subject_id = repository_id
),
last_commits as (
  select ends.repository_id, period, until, committed_at
  from ends
  asof join human_commits
    on ends.repository_id = human_commits.repository_id and until > committed_at
)
select
  repository_id,
  period,
  -- Of what came after the last fetch nothing is known, quiet or not.
  date_sub('day', committed_at, greatest(least(until, known_until), committed_at)) as value
from last_commits
left join known_until using (repository_id)
order by repository_id, period
