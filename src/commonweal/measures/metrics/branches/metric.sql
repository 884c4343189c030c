-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
with other_branches as (
  select
    repository_id,
    period,
    case
      when is_merged then 'merged'
      when branches.committed_at >= until - to_days($fresh_days) then 'open'
      else 'stale'
    end as label
  from branches
  join periods on subject_id = repository_id
  where not is_default
)
select repository_id, period, label, count(*) as value
from other_branches
group by all
order by repository_id, period, label
