-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
select repository_id, period, count(distinct committer_id) as value
from commits
join periods on subject_id = repository_id and committed_at >= since and committed_at < until
where not is_committer_bot
group by all
order by repository_id, period
