-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- The monthly series of one metric, of every subject.
select subject_id, period, value
from metric_values
where
  metric_id = $metric
  and label is null
  and period between $first and $last
  and value is not null
order by subject_id, period
