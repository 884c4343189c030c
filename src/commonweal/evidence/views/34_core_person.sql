-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- The people without whom half of a subject's source files would have no author left:
-- the truck factor of Avelino et al. (2016). People go in the order of the files that they
-- are an author of, which does not change as others go; so a file is left as long as the
-- last of its authors in that order is. Who is author of less than a tenth of the files
-- of the first does not count. No row where less than half of the files have an author.
-- When each of them committed last, and for whom, saves readers the whole history.
with authors as (
  select repository_id, home_id, path, person_id, changes
  from authorships
  where is_author
),
totals as (
  select repository_id, count(distinct (home_id, path)) as files
  from authorships
  group by repository_id
),
people as (
  select
    repository_id,
    person_id,
    count(*) as files,
    row_number() over (
      partition by repository_id order by count(*) desc, sum(changes) desc, person_id
    ) as rank
  from authors
  group by repository_id, person_id
),
last_authors as (
  select repository_id, home_id, path, max(rank) as rank
  from authors
  join people using (repository_id, person_id)
  group by all
),
ending as (
  select repository_id, rank, count(*) as files
  from last_authors
  group by all
),
ranked as (
  select
    people.repository_id,
    people.person_id,
    people.rank,
    people.files,
    max(people.files) over (partition by people.repository_id) as most_files,
    -- What still had an author when those before had gone.
    sum(coalesce(ending.files, 0)) over (
      partition by people.repository_id order by people.rank desc rows unbounded preceding
    )::bigint as files_left,
    totals.files as all_files
  from people
  join totals using (repository_id)
  left join ending using (repository_id, rank)
),
core as (
  select repository_id, person_id, rank, files, files_left, all_files
  from ranked
  where files_left >= 0.5 * all_files and files >= 0.1 * most_files
),
-- Of the people of the core alone: a history may name a million others.
last_commits as (
  select repository_id, person_id, max(committed_at) as committed_at
  from commits
  semi join core using (repository_id, person_id)
  group by repository_id, person_id
),
outsiders as (
  select repository_id, max(committed_at) as others_at
  from commits
  anti join core using (repository_id, person_id)
  where not is_bot
  group by repository_id
),
last_organisations as (
  select person_id, arg_max(organisation, committed_at) as organisation
  from commits
  semi join core using (person_id)
  where repository_id = 'portfolio' and organisation is not null
  group by person_id
)
select
  core.repository_id as subject_id,
  core.person_id,
  core.rank,
  core.files,
  core.files_left,
  core.all_files,
  last_commits.committed_at,
  last_organisations.organisation,
  outsiders.others_at
from core
left join last_commits using (repository_id, person_id)
left join last_organisations using (person_id)
left join outsiders using (repository_id)
