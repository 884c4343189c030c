-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Its own address names a repository; else the one package that its root makes.
select
  repository_id,
  coalesce(
    min(purl) filter (where path = ''),
    case when count(distinct purl) = 1 then min(purl) end
  ) as purl
from package_provided
where repository_id in (select unnest($ids)) and not contains(path, '/')
group by repository_id
order by repository_id
