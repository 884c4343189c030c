-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Every number a year ago, in the same window and by months, and as the mean of two years.
-- Of an old copy the last month is the last that had ended when it was brought up to date.
with ends as (
  select
    subjects.subject_id,
    least(
      strptime($last || '-01', '%Y-%m-%d'),
      date_trunc('month', known_until.newest_known_until) - interval 1 month
    ) as last_month
  from subjects
  left join known_until on known_until.repository_id = subjects.subject_id
),
years as (
  select
    subject_id,
    strftime(last_month, '%Y-%m') as last,
    strftime(last_month - interval 12 months, '%Y-%m') as year_ago,
    strftime(last_month - interval 24 months, '%Y-%m') as start
  from ends
)
select
  metric_values.subject_id,
  metric_values.metric_id,
  max(value) filter (where period = 'year_ago') as before,
  max(value) filter (where period = year_ago) as year_ago,
  max(value) filter (where period = last) as latest,
  avg(value) filter (where period <= year_ago) as mean_before,
  avg(value) filter (where period > year_ago and period <= last) as mean_after,
  count(value) filter (where period <= year_ago) as months_before,
  count(value) filter (where period > year_ago and period <= last) as months_after
from metric_values
join years using (subject_id)
where label is null and (period = 'year_ago' or (period > start and period <= last))
group by all
order by metric_values.subject_id, metric_values.metric_id
