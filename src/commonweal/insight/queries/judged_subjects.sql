-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Subjects that were judged.
select distinct subject_id
from standing
order by subject_id
