-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Which version of some packages each entry uses, and the first file that says so. Versions are
-- empty where no file states one.
select
  package_in_use.purl,
  package_in_use.name,
  coalesce(taken.version, '') as version,
  entries.entry_id,
  min((taken.path, taken.line)) as first_place
from package_in_use
join taken using (purl)
join entries using (repository_id)
where package_in_use.place >= $start and package_in_use.place < $start + $count
group by package_in_use.place, package_in_use.purl, package_in_use.name, version, entries.entry_id
order by package_in_use.place, version, entries.entry_id
