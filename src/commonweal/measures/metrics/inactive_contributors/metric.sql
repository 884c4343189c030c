-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
with contributions as (
  select repository_id, person_id, committed_at from commits where not is_bot
  union all
  select repository_id, person_id, committed_at from credits where not is_bot
),
spans as (
  select period, since - to_months($memory_months) as remembered_since, since, until from periods
),
presences as (
  select
    repository_id,
    period,
    person_id,
    bool_or(committed_at >= since) as is_active,
    bool_or(committed_at < since) as was_active
  from contributions
  join spans on committed_at >= remembered_since and committed_at < until
  group by all
)
select repository_id, period, count(*) filter (where was_active and not is_active) as value
from presences
group by all
order by repository_id, period
