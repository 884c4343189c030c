-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- All projects, or the office, in each standard that applies to them.
select
  standard_id,
  standard_version,
  count(*) as subjects,
  sum(met)::integer as met,
  sum(not_met)::integer as not_met,
  sum(unknown)::integer as unknown
from standing
where
  met + not_met + unknown > 0
  and (subject_id = 'portfolio' or subject_id like 'project:%')
group by standard_id, standard_version
order by standard_id
