-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- A repository, the entry of the portfolio that it is of, and how much that matters.
select
  repository.repository_id,
  entries.entry_id,
  repository.origin,
  coalesce(max(project.weight), 1.0)
from repository
join entries using (repository_id)
left join project on 'project:' || project.project_id = entries.entry_id
group by all
order by repository.repository_id
