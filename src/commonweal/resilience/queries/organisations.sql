-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- For whom a person acted last.
select person_id, arg_max(organisation, committed_at)
from commits
where
  repository_id = 'portfolio'
  and organisation is not null
  and person_id in (select core_people.person_id from core_people)
group by person_id
order by person_id
