-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Subjects that numbers are kept of.
select distinct subject_id
from metric_values
