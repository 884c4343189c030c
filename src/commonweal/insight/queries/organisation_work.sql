-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Commits of the portfolio and of its entries by people, without automata: for which organisation
-- each was made, when, and whether it lies in the last twelve months of what is known of the
-- subject (see the periods of the measures) or in the twelve before. Organisations of fewer than
-- $fewest people are like those that are not known: a page of theirs would tell of these people.
with subject_ids as (
  select distinct entry_id as subject_id from entries
  union all
  select 'portfolio'
),
ends as (
  select
    subject_ids.subject_id,
    case
      when known_until.newest_known_until <= $surveyed_at::timestamp - interval 1 day
        then known_until.newest_known_until
      else greatest($surveyed_at::timestamp, known_until.newest_known_until)
    end as until
  from subject_ids
  left join known_until on known_until.repository_id = subject_ids.subject_id
),
enough as (
  select organisation
  from commits
  where repository_id = 'portfolio' and not is_bot and organisation is not null
  group by organisation
  having count(distinct person_id) >= $fewest
)
select
  commits.repository_id as subject_id,
  enough.organisation,
  coalesce(commits.is_organisation_guessed, false) as is_guessed,
  commits.person_id,
  commits.family_id,
  commits.commit_id,
  commits.committed_at,
  year(commits.committed_at) as year,
  commits.committed_at >= ends.until - interval 12 months
    and commits.committed_at < ends.until as is_now,
  commits.committed_at >= ends.until - interval 24 months
    and commits.committed_at < ends.until - interval 12 months as is_before
from commits
join ends on ends.subject_id = commits.repository_id
left join enough using (organisation)
where not commits.is_bot
