-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- What each organisation did in the portfolio. The last twelve months are those of each project,
-- which end where its copy ends: of the portfolio's own, an older copy knows little or nothing.
-- `arrived` were first seen in these months, and are null where a history that was cut makes
-- everybody look new; `silent` took part in the twelve months before, and not since. A commit that
-- several projects have counts once.
with cut_families as (
  select distinct family_id from commits where repository_id = 'portfolio' and is_boundary
),
people as (
  select
    organisation,
    person_id,
    count(distinct commit_id) as commits,
    count(distinct commit_id) filter (where is_now) as commits_now,
    count(*) filter (where is_before) as commits_before,
    count(*) filter (where not is_now) as commits_earlier,
    bool_or(is_guessed) as is_guessed,
    bool_or(family_id in (select cut_families.family_id from cut_families)) as is_cut
  from organisation_work
  where subject_id <> 'portfolio' and organisation is not null
  group by organisation, person_id
),
places as (
  select organisation, count(distinct subject_id) as projects
  from organisation_work
  where subject_id <> 'portfolio' and organisation is not null
  group by organisation
)
select
  people.organisation,
  bool_or(people.is_guessed) as is_guessed,
  count(*) as people,
  sum(people.commits)::bigint as commits,
  any_value(places.projects) as projects,
  count(*) filter (where people.commits_now > 0) as people_now,
  sum(people.commits_now)::bigint as commits_now,
  count(*) filter (where people.commits_before > 0) as people_before,
  case
    when not bool_or(people.is_cut)
      then count(*) filter (where people.commits_now > 0 and people.commits_earlier = 0)
  end as arrived,
  count(*) filter (where people.commits_before > 0 and people.commits_now = 0) as silent
from people
join places using (organisation)
group by people.organisation
order by commits desc, people.organisation
