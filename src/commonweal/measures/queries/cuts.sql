-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Before the latest commit at which a shallow clone was cut off, commits may be missing.
-- A subject that has whole histories too is told by what was seen of it, as where a
-- repository could not be read; `coverage` says how much that is.
select commits.repository_id, max(commits.committed_at) as cut_at
from commits
join coverage on coverage.subject_id = commits.repository_id
where commits.is_boundary and coverage.shallow_repositories >= coverage.read_repositories
group by commits.repository_id
order by commits.repository_id
