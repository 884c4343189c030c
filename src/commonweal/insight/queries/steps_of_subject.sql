-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- The steps that concern one subject.
select distinct reason_id, target
from occurrence
where subject_id = $subject
order by all
