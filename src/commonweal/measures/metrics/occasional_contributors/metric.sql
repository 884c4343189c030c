-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
with authors as (
  select repository_id, period, person_id, count(*) as commits
  from commits
  join periods on subject_id = repository_id and committed_at >= since and committed_at < until
  where not is_bot
  group by all
)
select repository_id, period, count(*) filter (where commits <= $most) as value
from authors
group by all
order by repository_id, period
