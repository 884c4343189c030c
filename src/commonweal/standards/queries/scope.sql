-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Who is judged: the portfolio, projects, and repositories of projects that have several.
with sibling as (
  select repository_id
  from project
  qualify count(*) over (partition by project_id) > 1
)
select subject_repositories.subject_id, subject_repositories.repository_id
from subject_repositories
join subjects using (subject_id)
where subjects.kind in ('portfolio', 'project')
  or subject_repositories.subject_id in (select repository_id from sibling)
order by all
