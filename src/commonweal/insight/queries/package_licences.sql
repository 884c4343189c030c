-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Licences of the packages that a subject uses, as files name them, with who uses each: locks
-- and bills of materials of any of its repositories. An empty licence means that no file names
-- one for that version. What each means is told by `packages.licences.licence_class`.
with named as (
  select distinct purl, version, licence
  from uses
  where repository_id = $subject and licence <> ''
),
used as (
  select
    uses.purl,
    uses.version,
    any_value(uses.name) as name,
    list_sort(list(distinct entries.entry_id)) as entry_ids,
    count(distinct uses.home_id) as repositories,
    bool_or(uses.scope in ('runtime', 'optional', 'container', 'submodule')) as is_delivered
  from uses
  join entries on entries.repository_id = uses.home_id
  where uses.repository_id = $subject and uses.version <> ''
  group by uses.purl, uses.version
)
select
  used.purl,
  used.version,
  used.name,
  coalesce(named.licence, '') as licence,
  used.entry_ids,
  used.repositories,
  used.is_delivered
from used
left join named using (purl, version)
order by used.purl, used.version, licence
