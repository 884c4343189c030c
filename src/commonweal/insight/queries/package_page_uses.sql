-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Who uses some packages: a row for each version, or range without one, of each repository. A
-- place that asks for it directly comes first. `uses` is how many rows a package has in all.
with used as (
  select
    taken.purl,
    entries.entry_id,
    taken.repository_id,
    taken.version,
    case when taken.version = '' then taken.requirement else '' end as asked,
    bool_or(taken.is_locked) as is_locked,
    bool_or(taken.is_direct) as is_direct,
    list_sort(list(distinct taken.scope)) as scopes,
    min((taken.is_direct is distinct from true, taken.path, taken.line)) as first_place,
    count(distinct (taken.path, taken.line)) as places
  from taken
  join entries using (repository_id)
  where taken.purl in (select unnest($purls))
  group by all
),
brought as (
  select
    used.purl,
    used.repository_id,
    used.version,
    list_sort(list(distinct paged_parent.parent)) as parents
  from used
  join paged_parent
    on paged_parent.purl = used.purl
    and paged_parent.repository_id = used.repository_id
    and paged_parent.version in ('', used.version)
  where used.version <> ''
  group by used.purl, used.repository_id, used.version
),
alone as (
  select repository_id, purl, version, min(gateway) as gateway
  from gateway
  where gateway <> purl
  group by repository_id, purl, version
)
select
  used.purl,
  count(*) over (partition by used.purl) as uses,
  used.entry_id,
  repository.name,
  coalesce(repository.origin, repository.locator) as address,
  repository.head_commit,
  used.version,
  used.asked,
  used.is_locked,
  used.is_direct,
  used.scopes,
  used.first_place[2] as path,
  used.first_place[3] as line,
  used.places,
  list_slice(coalesce(brought.parents, []), 1, $parents) as parents,
  len(coalesce(brought.parents, [])) as all_parents,
  coalesce(alone.gateway, '') as gateway
from used
join repository using (repository_id)
left join brought using (purl, repository_id, version)
left join alone using (purl, repository_id, version)
qualify row_number() over (
  partition by used.purl order by used.entry_id, used.repository_id, used.version, used.asked
) <= $most
order by used.purl, used.entry_id, used.repository_id, used.version, used.asked
