-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
with subjects_seen as (
  select distinct repository_id from repositories where has_files
),
declarations as (
  select repository_id, path from documents where kind in ('manifest', 'lockfile')
)
select subjects_seen.repository_id, period, count(declarations.path) as value
from subjects_seen
join periods on subject_id = repository_id
left join declarations using (repository_id)
group by all
order by repository_id, period
