-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- The state of each repository, and its web address.
select repository_id, head_commit, origin
from repository
where repository_id in (select unnest($ids))
order by repository_id
