-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Nine of ten are enough to be a habit. A signature is seen here, not verified.
with counted as (
  select
    commits.repository_id,
    count(*) as commits,
    count(commits.signature) as signed
  from commits
  cross join survey
  where commits.committed_at >= survey.surveyed_at - interval 12 months
  group by commits.repository_id
),
judged as (
  select
    repositories.repository_id,
    counted.commits,
    floor(100.0 * counted.signed / counted.commits)::integer as share,
    case
      when counted.commits is null then 'no_commits'
      when counted.signed >= 0.9 * counted.commits then 'signed'
      else 'unsigned'
    end as reason
  from repositories
  left join counted using (repository_id)
  where repositories.repository_id = repositories.home_id
)
select
  repository_id,
  case reason when 'signed' then 'true' when 'unsigned' then 'false' else 'not_applicable' end as outcome,
  reason,
  commits,
  share
from judged
order by repository_id
