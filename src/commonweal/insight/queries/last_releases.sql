-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- The newest final release of each repository.
select repository_id, max(released_at)
from releases
where released_at is not null and not is_prerelease
group by repository_id
order by repository_id
