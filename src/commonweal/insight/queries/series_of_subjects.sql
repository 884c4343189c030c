-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- The monthly series of some subjects.
select subject_id, metric_id, period, value
from metric_value
where
  subject_id in (select unnest($ids))
  and label is null
  and period not in ('now', 'year_ago')
  and period <= $last
  and value is not null
order by subject_id, metric_id, period
