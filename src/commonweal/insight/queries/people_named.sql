-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
select distinct person_id
from person
where name = $name
order by person_id
