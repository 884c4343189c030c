-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- The breakdowns of some subjects, the largest part first.
select subject_id, metric_id, label, value
from metric_value
where
  subject_id in (select unnest($ids))
  and label is not null
  and period = 'now'
  and value is not null
order by subject_id, metric_id, value desc, label
