-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- The numbers now, without breakdowns.
select subject_id, metric_id, value
from metric_values
where period = 'now' and label is null and value is not null
