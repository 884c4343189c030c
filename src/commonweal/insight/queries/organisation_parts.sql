-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- What each organisation did by project, by project in the last twelve months, and by year.
select
  organisation as repository_id,
  'projects' as period,
  'entry ' || subject_id as label,
  count(*) as value,
  count(distinct person_id) as people
from organisation_work
where subject_id <> 'portfolio' and organisation is not null
group by organisation, subject_id
union all
select organisation, 'projects_now', 'entry ' || subject_id, count(*), count(distinct person_id)
from organisation_work
where subject_id <> 'portfolio' and organisation is not null and is_now
group by organisation, subject_id
union all
select organisation, 'years', 'year ' || year, count(*), count(distinct person_id)
from organisation_work
where subject_id = 'portfolio' and organisation is not null
group by organisation, year
