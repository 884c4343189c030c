-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Entries whose repositories share a root commit: each list is one family.
select list(distinct entries.entry_id order by entries.entry_id) as members
from repository
join entries using (repository_id)
where repository.family_id is not null
group by repository.family_id
having count(distinct entries.entry_id) > 1
order by members
