-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Counted are people, no automata, who in the last twelve months wrote a commit and
-- either made a merge or stand as committer of a commit that somebody else wrote.
-- Where a forge squashes changes it stands as committer itself, and nothing is shown.
-- The twelve months end where the copy does; of a copy that is
-- older than a year nothing is told.
with recent as (
  select repository_id, person_id, committer_id, is_merge, is_bot, is_committer_bot
  from commits
  cross join survey
  left join known_until using (repository_id)
  where
    committed_at >= least(
      surveyed_at, newest_known_until + interval 1 second
    ) - interval 12 months
),
authors as (
  select repository_id, person_id, bool_or(is_merge) as has_merged
  from recent
  where not is_bot
  group by repository_id, person_id
),
committers as (
  select distinct repository_id, committer_id as person_id
  from recent
  where not is_committer_bot and committer_id <> person_id
),
counted as (
  select
    authors.repository_id,
    count(*) as authors,
    count(*) filter (where has_merged or committers.person_id is not null) as people
  from authors
  left join committers using (repository_id, person_id)
  group by authors.repository_id
),
judged as (
  select
    repositories.repository_id,
    counted.authors,
    counted.people,
    known_until.known_until,
    case
      when known_until.newest_known_until < survey.surveyed_at - interval 12 months then 'old_copy'
      when counted.people >= 2 then 'several'
      when repositories.is_shallow then 'cut'
      when known_until.known_until < survey.surveyed_at - interval 30 days then 'old_copy'
      when counted.authors is null then 'quiet'
      when counted.authors = 1 then 'one'
      else 'not_shown'
    end as reason
  from repositories
  cross join survey
  left join counted using (repository_id)
  left join known_until using (repository_id)
  where repositories.repository_id = repositories.home_id
)
select
  repository_id,
  case reason
    when 'several' then 'true'
    when 'cut' then 'unknown'
    when 'old_copy' then 'unknown'
    when 'not_shown' then 'unknown'
    else 'false'
  end as outcome,
  reason,
  case when reason = 'several' then people end as people,
  case when reason = 'not_shown' then authors end as authors,
  case when reason = 'old_copy' then strftime(known_until, '%Y-%m-%d') end as day
from judged
order by repository_id
