-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Ties break on person_id, so that two runs agree; the value does not depend on it.
with authors as (
  select repository_id, period, person_id, count(*) as commits
  from commits
  join periods on subject_id = repository_id and committed_at >= since and committed_at < until
  where not is_bot
  group by all
),
ranked_authors as (
  select
    repository_id,
    period,
    sum(commits) over (partition by repository_id, period) as total,
    sum(commits) over (
      partition by repository_id, period order by commits desc, person_id
      rows unbounded preceding
    ) - commits as before
  from authors
)
select repository_id, period, count(*) filter (where before < $share * total) as value
from ranked_authors
group by all
order by repository_id, period
