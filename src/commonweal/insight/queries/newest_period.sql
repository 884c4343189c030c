-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- The newest month of which there are numbers.
select max(period) as period
from metric_values
where period not in ('now', 'year_ago')
