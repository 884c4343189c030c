-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- To which entry of the portfolio a repository belongs: its project, or itself.
select
  repository.repository_id,
  coalesce('project:' || min(project.project_id), repository.repository_id) as entry_id
from repository
left join project using (repository_id)
group by repository.repository_id
