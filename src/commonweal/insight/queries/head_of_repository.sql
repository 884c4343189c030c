-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Where a repository was read, and its branch.
select coalesce(origin, locator) as place, head_ref
from repository
where repository_id = $id
