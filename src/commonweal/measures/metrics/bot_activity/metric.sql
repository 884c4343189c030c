-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
select repository_id, period, 100.0 * count(*) filter (where is_bot and not is_nobody) / count(*) as value
from commits
join periods on subject_id = repository_id and committed_at >= since and committed_at < until
group by all
order by repository_id, period
