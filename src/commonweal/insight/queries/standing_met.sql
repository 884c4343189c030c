-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- How many controls of a standard each project, and the office, meets.
select subject_id, standard_id, standard_version, met
from standing
where met + not_met + unknown > 0
  and (subject_id = 'portfolio' or subject_id like 'project:%')
