-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- The newest commit of each repository, as it was read.
select repository_id, head_commit
from repository
order by repository_id
