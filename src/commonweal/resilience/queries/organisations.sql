-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- For whom a person acted last.
select distinct core_people.person_id, core_people.organisation
from core_people
where core_people.organisation is not null
order by core_people.person_id
