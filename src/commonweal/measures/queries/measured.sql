-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- All values, the present ones first and then month by month into the past, so that who asks
-- for now or for the last months finds them together.
select subject_id, metric_id, period, until, label, value
from measured
order by period desc, metric_id, subject_id, label
