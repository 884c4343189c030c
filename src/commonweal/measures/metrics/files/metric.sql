-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- 57344 is the mode of a submodule.
select repository_id, period, count(*) as value
from files
join periods on subject_id = repository_id
where mode is distinct from 57344
group by all
order by repository_id, period
