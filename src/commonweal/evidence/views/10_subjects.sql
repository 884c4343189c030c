-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- A subject is what a number is about: the portfolio, a group of projects, a project, a
-- repository. `alone` names the repository that a subject consists of, where it is only one.
select
  repository_id as subject_id,
  'repository' as kind,
  name,
  repository_id as alone
from repository
union all
select
  'project:' || project_id,
  'project',
  any_value(name),
  case when count(*) = 1 then any_value(repository_id) end
from project
group by project_id
union all
select
  'group:' || project_group.kind || '/' || project_group.name,
  'group',
  any_value(project_group.name),
  case when count(distinct repository_id) = 1 then any_value(repository_id) end
from project_group
join project using (project_id)
group by project_group.kind, project_group.name
union all
select
  'portfolio',
  'portfolio',
  'portfolio',
  case when count(*) = 1 then any_value(repository_id) end
from repository
having count(*) > 0
