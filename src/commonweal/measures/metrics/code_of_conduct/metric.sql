-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
with conduct_homes as (
  select distinct home_id from documents where kind = 'conduct'
)
select repository_id, period, 100.0 * count(conduct_homes.home_id) / count(*) as value
from repositories
join periods on subject_id = repository_id
left join conduct_homes using (home_id)
where has_files
group by all
order by repository_id, period
