-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
with contributions as (
  select repository_id, person_id, committed_at from commits where not is_bot
  union all
  select repository_id, person_id, committed_at from credits where not is_bot
)
select repository_id, period, count(distinct person_id) as value
from contributions
join periods on subject_id = repository_id and committed_at >= since and committed_at < until
group by all
order by repository_id, period
