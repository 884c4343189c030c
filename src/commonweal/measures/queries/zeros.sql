-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Zeros of a metric that counts: periods since a subject's first commit without an answer.
select
  histories.repository_id as subject_id,
  $metric as metric_id,
  periods.period,
  periods.until,
  null as label,
  0.0 as value
from histories
join periods
  on periods.subject_id = histories.repository_id and periods.until > histories.began_at
left join cuts using (repository_id)
anti join answered
  on answered.repository_id = histories.repository_id and answered.period = periods.period
where not coalesce($of_a_window and periods.since < cuts.cut_at, false)
