-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- The releases of a repository, the oldest first.
select
  version,
  strftime(min(tagged_at), '%Y-%m-%d') as day,
  bool_and(is_prerelease) as is_prerelease
from tag
where repository_id = $id and version is not null and tagged_at is not null
group by version
order by min(tagged_at), version
