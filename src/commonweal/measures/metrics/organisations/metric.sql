-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
select repository_id, period, count(distinct organisation) as value
from commits
join periods on committed_at >= since and committed_at < until
where not is_bot and organisation is not null
group by all
order by repository_id, period
