-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- How many projects use some packages, and of how many of these no file names a version.
with by_entry as (
  select taken.purl, entries.entry_id, bool_or(taken.version <> '') as has_version
  from taken
  join entries using (repository_id)
  where taken.purl in (select unnest($purls))
  group by taken.purl, entries.entry_id
)
select
  by_entry.purl,
  count(*),
  count(*) filter (where not by_entry.has_version),
  any_value(package_uses.is_direct),
  any_value(package_uses.is_needed)
from by_entry
join package_uses on package_uses.purl = by_entry.purl and package_uses.repository_id = 'portfolio'
group by by_entry.purl
order by by_entry.purl
