-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Which version of each package each entry uses, and the first file that says so. Versions are
-- empty where no file states one; `place` is the package's place by name, from 0.
with used as (
  select
    purl,
    coalesce(version, '') as version,
    entry_id,
    min(name) as name,
    min((path, line)) as first_place
  from taken
  join entries using (repository_id)
  group by all
),
named as (
  select
    purl,
    min(name) as name,
    row_number() over (order by lower(min(name)), purl) - 1 as place
  from used
  group by purl
)
select used.purl, named.name, used.version, used.entry_id, used.first_place, named.place
from used
join named using (purl)
