-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
select repository_id, period, 100.0 * count(*) filter (where kind = 'test') / count(*) as value
from files
join periods on subject_id = repository_id
where kind in ('code', 'test')
group by all
order by repository_id, period
