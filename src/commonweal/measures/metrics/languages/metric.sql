-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
with code_files as (
  select repository_id, period, language, size
  from files
  join periods on subject_id = repository_id
  where kind in ('code', 'test') and language is not null
),
known_sizes as (
  select repository_id, sum(size) as total
  from code_files
  group by repository_id
  having count(*) filter (where size is null) <= $unread * count(*)
)
select repository_id, period, language as label, 100.0 * sum(size) / any_value(total) as value
from code_files
join known_sizes using (repository_id)
where size > 0
group by repository_id, period, language
order by repository_id, period, label
