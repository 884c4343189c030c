-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Every number a year ago, at the end of the last month, and as the mean of two years.
select
  subject_id,
  metric_id,
  max(value) filter (where period = $year_ago) as year_ago,
  max(value) filter (where period = $last) as latest,
  avg(value) filter (where period <= $year_ago) as mean_before,
  avg(value) filter (where period > $year_ago) as mean_after,
  count(value) filter (where period <= $year_ago) as months_before,
  count(value) filter (where period > $year_ago) as months_after
from metric_values
where label is null and period > $start and period <= $last
group by subject_id, metric_id
order by subject_id, metric_id
