-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- The project that each repository is of.
select repository_id, min('project:' || project_id) as project_id
from project
group by repository_id
order by repository_id
