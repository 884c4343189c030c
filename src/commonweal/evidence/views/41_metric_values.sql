-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Metric values, with the metric's subject named.
select
  metric_value.subject_id,
  subjects.kind as subject_kind,
  subjects.name as subject_name,
  metric_value.metric_id,
  metric_value.period,
  metric_value.until,
  metric_value.label,
  metric_value.value
from metric_value
join subjects using (subject_id)
