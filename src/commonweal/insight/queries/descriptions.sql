-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- What the portfolio says of each project.
select 'project:' || project_id as subject_id, any_value(description) as description
from project
where description is not null
group by project_id
order by project_id
