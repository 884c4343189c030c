-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Which repositories a subject consists of.
select repository_id as subject_id, repository_id from repository
union all
select 'project:' || project_id, repository_id from project
union all
select distinct 'group:' || project_group.kind || '/' || project_group.name, repository_id
from project_group
join project using (project_id)
union all
select 'portfolio', repository_id from repository
