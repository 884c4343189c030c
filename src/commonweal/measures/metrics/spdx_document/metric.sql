-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Some SPDX documents have a name that says no more than "sbom"; their text tells.
with documented_homes as (
  select distinct home_id
  from documents
  where kind = 'spdx' or (kind = 'sbom' and contains(lower(left(text, 2000)), 'spdxversion'))
)
select
  repository_id,
  period,
  100.0 * count(documented_homes.home_id) / count(*) as value
from repositories
join periods on subject_id = repository_id
left join documented_homes using (home_id)
where has_files
group by all
order by repository_id, period
