-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- What repositories are called, and where they were read.
select repository_id, name, coalesce(origin, locator) as place, head_commit
from repository
where repository_id in (select unnest($ids))
order by repository_id
