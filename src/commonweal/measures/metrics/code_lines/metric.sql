-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
select repository_id, period, sum(lines) as value
from files
join periods on subject_id = repository_id
where kind in ('code', 'test')
group by all
having count(*) filter (where lines is null) <= $unread * count(*)
order by repository_id, period
