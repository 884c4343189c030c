-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Since when a subject's history is known: its first commit with a date to believe.
select commits.repository_id, min(commits.committed_at) as began_at
from commits
join coverage on coverage.subject_id = commits.repository_id
where coverage.read_repositories > 0 and not commits.is_date_doubtful
group by commits.repository_id
order by commits.repository_id
