-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Merges carry no work of their own, and automata cannot assert anything. The twelve months
-- end where the copy does: of what came later nothing is known.
with recent as (
  select
    commits.repository_id,
    commits.family_id,
    commits.commit_no
  from commits
  cross join survey
  left join known_until using (repository_id)
  where
    commits.committed_at >= least(
      survey.surveyed_at, known_until.newest_known_until + interval 1 second
    ) - interval 12 months
    and not commits.is_merge
    and not commits.is_bot
),
signed as (
  select distinct repository_id, family_id, commit_no
  from credits
  where role = 'signer'
),
counted as (
  select recent.repository_id, count(*) as commits, count(signed.commit_no) as signed
  from recent
  left join signed using (repository_id, family_id, commit_no)
  group by recent.repository_id
),
judged as (
  select
    repositories.repository_id,
    counted.commits,
    round_even(100.0 * counted.signed / counted.commits, 0)::integer as share,
    case
      when counted.commits is null then 'no_commits'
      when counted.signed >= 0.9 * counted.commits then 'signed_off'
      else 'missing'
    end as reason
  from repositories
  left join counted using (repository_id)
  where repositories.repository_id = repositories.home_id
)
select
  repository_id,
  case reason when 'signed_off' then 'true' when 'missing' then 'false' else 'not_applicable' end as outcome,
  reason,
  commits,
  share
from judged
order by repository_id
