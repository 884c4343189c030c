-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- A project that had releases, and none for more than a year.
select
  entries.entry_id as subject_id,
  'late' as reason,
  'release' as remedy,
  min(value)::integer as days
from metric_value
join entries on entries.repository_id = metric_value.subject_id
where metric_id = 'release_age' and period = 'now' and label is null
group by entries.entry_id
having min(value) > 365
order by all
