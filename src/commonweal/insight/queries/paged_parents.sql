-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Which packages of the same file ask for one that has a page. A file that names the version it
-- asks for does so behind an @, which is nowhere else in a package URL.
with asked as (
  select repository_id, path, purl as parent, unnest(requires) as required
  from package_needed
),
parted as (
  select
    repository_id,
    parent,
    split_part(required, '@', 1) as purl,
    url_decode(split_part(required, '@', 2)) as version
  from asked
)
select distinct repository_id, purl, version, parent
from parted
where purl <> parent and purl in (select paged_package.purl from paged_package)
