-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Which licences files name for versions of some packages, and the first place of each. An empty
-- licence stands for the versions for which no file names one.
with stated as (
  select
    taken.purl,
    taken.version,
    taken.licence,
    entries.entry_id,
    taken.repository_id,
    taken.path,
    taken.line,
    bool_or(taken.licence <> '') over (partition by taken.purl, taken.version) as is_stated
  from taken
  join entries using (repository_id)
  where taken.version <> '' and taken.purl in (select unnest($purls))
),
firsts as (
  select
    purl,
    licence,
    list(distinct version) as versions,
    count(distinct (repository_id, path)) as files,
    min((entry_id, repository_id, path, line)) as place
  from stated
  where licence <> '' or not is_stated
  group by purl, licence
)
select
  firsts.purl,
  firsts.licence,
  firsts.versions,
  firsts.files,
  firsts.place[1] as entry_id,
  coalesce(repository.origin, repository.locator) as address,
  repository.head_commit,
  firsts.place[3] as path,
  firsts.place[4] as line
from firsts
join repository on repository.repository_id = firsts.place[2]
order by firsts.purl, firsts.licence = '', firsts.files desc, firsts.licence
