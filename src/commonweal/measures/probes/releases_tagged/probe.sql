-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
with tagged as (
  select
    repository_id,
    count(*) as releases,
    arg_max(version, (released_at, version)) as newest
  from releases
  group by repository_id
)
select
  repositories.repository_id,
  case when tagged.releases > 0 then 'true' when is_shallow then 'unknown' else 'false' end as outcome,
  case when tagged.releases > 0 then 'tagged' when is_shallow then 'cut' else 'none' end as reason,
  tagged.releases,
  tagged.newest
from repositories
left join tagged using (repository_id)
where repositories.repository_id = repositories.home_id
order by repositories.repository_id
