-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- What people say of advisories that still holds, by repository.
select repository_id, advisory_id, status, because, link, stated_at
from advisory_answer
order by all
