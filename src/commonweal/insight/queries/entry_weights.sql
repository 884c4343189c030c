-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- How much each entry of the portfolio matters to the office.
select entries.entry_id, coalesce(max(project.weight), 1.0)
from (select distinct entry_id from entries) as entries
left join project on 'project:' || project.project_id = entries.entry_id
group by entries.entry_id
order by entries.entry_id
