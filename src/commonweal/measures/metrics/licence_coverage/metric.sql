-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- A file without counted lines was not read, so that its tag is not known either.
with readable_files as (
  select repository_id, period, spdx, lines is not null or spdx is not null as is_read
  from files
  join periods on subject_id = repository_id
  where kind in ('code', 'test', 'build')
)
select repository_id, period, 100.0 * count(spdx) / count(*) filter (where is_read) as value
from readable_files
group by all
having count(*) filter (where not is_read) <= $unread * count(*)
order by repository_id, period
