-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Nine of ten are enough to be a habit. SSH signatures bring the key that they must
-- fit; of others only their kind is seen. One that does not fit speaks against all.
-- The twelve months end where the copy does: of what came later nothing is known.
with counted as (
  select
    commits.repository_id,
    count(*) as commits,
    count(commits.signature) as signed,
    count(*) filter (commit_signatures.is_verified) as verified,
    count(*) filter (not commit_signatures.is_verified) as broken
  from commits
  cross join survey
  left join known_until using (repository_id)
  left join commit_signatures using (repository_id, family_id, commit_no)
  where commits.committed_at >= least(
      survey.surveyed_at, known_until.newest_known_until + interval 1 second
    ) - interval 12 months
  group by commits.repository_id
),
judged as (
  select
    repositories.repository_id,
    counted.commits,
    counted.verified,
    counted.broken,
    round_even(100.0 * counted.signed / counted.commits, 0)::integer as share,
    case
      when counted.commits is null then 'no_commits'
      when counted.broken > 0 then 'broken'
      when counted.signed >= 0.9 * counted.commits then 'signed'
      else 'unsigned'
    end as reason
  from repositories
  left join counted using (repository_id)
  where repositories.repository_id = repositories.home_id
)
select
  repository_id,
  case
    when reason = 'signed' then 'true'
    when reason in ('unsigned', 'broken') then 'false'
    else 'not_applicable'
  end as outcome,
  reason,
  commits,
  share,
  case when reason = 'signed' then verified end as verified,
  case when reason = 'broken' then broken end as broken
from judged
order by repository_id
