-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- The releases of a repository, the oldest first.
select
  version,
  strftime(min(released_at), '%Y-%m-%d') as day,
  bool_and(is_prerelease) as is_prerelease
from releases
where repository_id = $id and released_at is not null
group by version
order by min(released_at), version
