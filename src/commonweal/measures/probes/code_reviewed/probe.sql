-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- A review leaves a trace where a reviewer is credited, or where somebody else than the
-- author put the change in: as its committer, or by the merge that brought its branch to
-- the main line. One that was only noted by the forge leaves none: a squash is put in by
-- the forge itself, and who moves their own approved change on stands there alone. So git
-- can say yes, and never no.
with recursive own as (
  select commits.*, repositories.head_commit
  from commits
  join repositories using (repository_id)
  where repositories.repository_id = repositories.home_id
),
newest as (
  select repository_id, family_id, commit_no, commit_id, person_id, committer_id, committed_at,
    is_committer_bot
  from own
  where not is_merge and not is_bot and not is_boundary
  qualify row_number() over (
    partition by repository_id order by committed_at desc, commit_no desc
  ) <= 30
),
-- Nothing older than the oldest of them can have brought one in. Where automata fill the time
-- since then, what lies further back is left out, so that the work is bounded.
recent as (
  select own.repository_id, own.commit_id, own.parent_ids, own.person_id, own.is_bot,
    own.is_merge, own.commit_id = own.head_commit as is_head, own.subject
  from own
  join (
    select repository_id, min(committed_at) as oldest from newest group by repository_id
  ) as span using (repository_id)
  where own.committed_at >= span.oldest
  qualify row_number() over (
    partition by own.repository_id order by own.committed_at desc, own.commit_no desc
  ) <= 2000
),
main_line (repository_id, commit_id, step) as (
  select repository_id, commit_id, 0
  from recent
  where is_head
  union all
  select recent.repository_id, parent.commit_id, main_line.step + 1
  from main_line
  join recent using (repository_id, commit_id)
  join recent as parent
    on parent.repository_id = recent.repository_id and parent.commit_id = recent.parent_ids[1]
),
-- Who pulls merges what others put in already: that is no look at it.
merges as (
  select repository_id, commit_id, step, person_id, is_bot, parent_ids[2:] as parent_ids
  from main_line
  join recent using (repository_id, commit_id)
  where is_merge
    and not regexp_matches(subject, '^Merge (remote-tracking branch|branch ''[^'']*'' of )')
),
brought (repository_id, step, commit_id) as (
  select repository_id, step, unnest(parent_ids) from merges
  union
  select brought.repository_id, brought.step, unnest(recent.parent_ids)
  from brought
  join recent using (repository_id, commit_id)
  anti join main_line using (repository_id, commit_id)
),
-- A later merge reaches what an earlier one brought in; the earliest is the one that did.
merged as (
  select
    brought.repository_id,
    brought.commit_id,
    arg_max(merges.person_id, merges.step) as merger_id,
    arg_max(merges.is_bot, merges.step) as is_merger_bot
  from brought
  join merges using (repository_id, step)
  anti join main_line
    on main_line.repository_id = brought.repository_id and main_line.commit_id = brought.commit_id
  group by brought.repository_id, brought.commit_id
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
      or (merged.merger_id <> newest.person_id and not merged.is_merger_bot)
    ) as reviewed
  from newest
  left join reviews using (repository_id, family_id, commit_no)
  left join merged using (repository_id, commit_id)
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
  case reason when 'all' then 'true' else 'unknown' end as outcome,
  reason,
  reviewed,
  changes
from judged
order by repository_id
