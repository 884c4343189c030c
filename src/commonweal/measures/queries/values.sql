-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- What a metric's query answered, as rows of `metric_value`. A null value is unknown and gives
-- no row; nor does a window that reaches back to where commits may be missing.
with labelled as (
  select null::varchar as label where false
  union all by name
  select * from answered
)
select
  labelled.repository_id as subject_id,
  $metric as metric_id,
  periods.period,
  periods.until,
  labelled.label,
  labelled.value::double as value
from labelled
join periods
  on periods.subject_id = labelled.repository_id and periods.period = labelled.period
left join cuts using (repository_id)
where
  labelled.value is not null
  and not coalesce($of_a_window and periods.since < cuts.cut_at, false)
