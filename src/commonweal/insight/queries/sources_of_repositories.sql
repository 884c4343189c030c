-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Where repositories were read, and which state of them.
select coalesce(origin, locator) as place, head_commit
from repository
where repository_id in (select unnest($ids))
order by repository_id
