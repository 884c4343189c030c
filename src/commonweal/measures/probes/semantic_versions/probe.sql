-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- The newest ten, because habits change. What the numbers promise, no shape can tell.
with newest as (
  select distinct on (repository_id, version) repository_id, version, released_at
  from releases
  order by repository_id, version, released_at desc
),
recent as (
  select
    repository_id,
    version,
    released_at,
    regexp_full_match(
      version,
      '(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?'
    ) as is_semantic
  from newest
  qualify row_number() over (partition by repository_id order by released_at desc, version desc) <= 10
),
counted as (
  select
    repository_id,
    count(*) as releases,
    count(*) filter (where not is_semantic) as other,
    arg_max(version, (released_at, version)) filter (where not is_semantic) as example
  from recent
  group by repository_id
)
select
  repositories.repository_id,
  case when counted.releases is null then 'not_applicable' when counted.other = 0 then 'true' else 'false' end
    as outcome,
  case when counted.releases is null then 'no_release' when counted.other = 0 then 'semantic' else 'other' end
    as reason,
  counted.releases,
  case when counted.other > 0 then counted.other end as other,
  counted.example
from repositories
left join counted using (repository_id)
where repositories.repository_id = repositories.home_id
order by repositories.repository_id
