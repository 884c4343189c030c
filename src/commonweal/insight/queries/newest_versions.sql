-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- The version of each repository's last release.
select
  repository_id,
  coalesce(
    arg_max(version, released_at) filter (where not is_prerelease),
    arg_max(version, released_at)
  ) as version
from releases
where repository_id in (select unnest($ids))
group by repository_id
order by repository_id
