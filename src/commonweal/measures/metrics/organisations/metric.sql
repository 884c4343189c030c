-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Where too little is known the value is null: unknown, and no zero is filled in.
select
  repository_id,
  period,
  case when count(organisation) >= $known * count(*) then count(distinct organisation) end as value
from commits
join periods on committed_at >= since and committed_at < until
where not is_bot
group by all
order by repository_id, period
