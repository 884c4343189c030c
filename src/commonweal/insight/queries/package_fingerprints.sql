-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- A digest of the packages of each subject: how it uses them, how they are called, who makes
-- them, and whether they have a page.
with made as (
  select purl, min(entry_id) as entry_id
  from provisions
  join entries using (repository_id)
  group by purl
),
called as (
  select purl, min(name) as name
  from package_needed
  group by purl
),
used as (
  select
    package_uses.repository_id as owner_id,
    hash(
      package_uses.purl,
      package_uses.versions,
      package_uses.projects,
      package_uses.repositories,
      package_uses.is_direct,
      package_uses.is_needed,
      made.entry_id,
      called.name,
      package_uses.purl in (select paged_package.purl from paged_package)
    ) as digest
  from package_uses
  left join made using (purl)
  left join called using (purl)
)
select owner_id, count(*)::varchar || '-' || sum(digest)::varchar as digest
from used
group by owner_id
order by owner_id
