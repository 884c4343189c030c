-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- The groups that projects are in.
select 'project:' || project_id, 'group:' || kind || '/' || name
from project_group
order by all
