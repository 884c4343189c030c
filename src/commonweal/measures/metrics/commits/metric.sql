-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- One row a period: `since` belongs to it, `until` does not.
select repository_id, period, count(*) as value
from commits
join periods on subject_id = repository_id and committed_at >= since and committed_at < until
group by all
order by repository_id, period
