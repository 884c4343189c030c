-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
select
  repository_id,
  period,
  date_diff('day', min(committed_at), max(until)) / 365.25 as value
from commits
join periods on subject_id = repository_id and committed_at >= since and committed_at < until
where not is_date_doubtful
group by repository_id, period
having not bool_or(is_boundary)
order by repository_id, period
