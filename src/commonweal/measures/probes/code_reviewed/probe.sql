-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- A review leaves a trace where a reviewer is credited, or somebody else than the
-- author put the change in. One that was only noted by the forge leaves none, so
-- that nothing found is no lack.
with newest as (
  select repository_id, family_id, commit_no, person_id, committer_id, is_committer_bot
  from commits
  where not is_merge and not is_bot and not is_boundary
  qualify row_number() over (
    partition by repository_id order by committed_at desc, commit_no desc
  ) <= 30
),
reviews as (
  select distinct newest.repository_id, newest.family_id, newest.commit_no
  from newest
  join credits using (repository_id, family_id, commit_no)
  where credits.role = 'reviewer' and credits.person_id <> newest.person_id
),
counted as (
  select
    newest.repository_id,
    count(*) as changes,
    count(*) filter (
      where reviews.commit_no is not null
      or (newest.committer_id <> newest.person_id and not newest.is_committer_bot)
    ) as reviewed
  from newest
  left join reviews using (repository_id, family_id, commit_no)
  group by newest.repository_id
),
judged as (
  select
    repositories.repository_id,
    counted.changes,
    counted.reviewed,
    case
      when counted.changes is null then 'nothing'
      when counted.reviewed = 0 then 'no_trace'
      when counted.reviewed < counted.changes then 'some'
      else 'all'
    end as reason
  from repositories
  left join counted using (repository_id)
  where repositories.repository_id = repositories.home_id
)
select
  repository_id,
  case reason when 'all' then 'true' when 'some' then 'false' else 'unknown' end as outcome,
  reason,
  reviewed,
  changes
from judged
order by repository_id
