-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- The verdicts on the controls of one standard.
select subject_id, control_id, verdict
from verdict
where standard_id = $standard
order by subject_id, control_id
