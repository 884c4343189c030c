-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- For whom a person acted last. An organisation that was guessed from a mail domain and has few
-- people would tell of these people.
with few as (
  select organisation
  from affiliation
  group by organisation
  having bool_and(basis = 'domain') and count(distinct person_id) < $fewest
)
select distinct core_people.person_id, core_people.organisation
from core_people
where
  core_people.organisation is not null
  and core_people.organisation not in (select few.organisation from few)
order by core_people.person_id
