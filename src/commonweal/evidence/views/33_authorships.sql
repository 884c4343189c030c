-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Who worked at a source file of HEAD under any of its names, and how far each is its
-- author: the degree of authorship of Avelino et al. (2016). A file that no person is
-- known to have changed has one row without a person; a file whose history is not known
-- has none. Clones that were cut off are left out: who made their files is not known.
--
-- Two bounds keep a hostile history cheap: how many names are followed back, and how many
-- files one old name may have become. A file leads to one older name at a time, so that
-- neither cycles nor branches make it more.
with recursive source_files as materialized (
  select repository_id, path
  from tree_file
  join repository using (repository_id)
  where not coalesce(is_shallow, false)
    and mode in (33188, 33261)
    and kind in ('code', 'test', 'build', 'ci', 'configuration')
    -- Of these kinds, what only holds data or text for readers is no source code.
    and language not in (
      'AsciiDoc', 'CSV', 'Fluent', 'Go Module', 'INI', 'JSON', 'Markdown', 'Org',
      'reStructuredText', 'TeX', 'Texinfo', 'Textile', 'TOML', 'Troff', 'Turtle', 'Typst',
      'XML', 'YAML'
    )
),
-- Held as they are, so that what follows looks at the repository before it looks at the path:
-- thousands of repositories have a README or a src/main.py.
events as materialized (
  select
    repository_commit.repository_id,
    repository_commit.commit_no,
    change.path,
    change.old_path,
    change.status,
    commit.author_key
  from repository_commit
  join change using (family_id, commit_no)
  join commit using (family_id, commit_no)
  where
    not commit.is_boundary
    and change.status <> 'D'
    and repository_commit.repository_id in (select repository_id from source_files)
),
renames as (
  select repository_id, path, old_path, commit_no
  from events
  where status = 'R' and old_path is not null
),
-- Parents have smaller numbers, so what is older than a rename comes before it.
steps as materialized (
  select
    renames.repository_id,
    renames.path,
    renames.commit_no,
    renames.old_path,
    older.commit_no as older_no
  from renames
  asof left join renames as older
    on older.repository_id = renames.repository_id
    and older.path = renames.old_path
    and renames.commit_no > older.commit_no
),
names as (
  select
    source_files.repository_id,
    source_files.path as file,
    source_files.path,
    2147483647 as before,
    max(renames.commit_no) as renamed_no,
    0 as steps_back
  from source_files
  left join renames using (repository_id, path)
  group by source_files.repository_id, source_files.path
  union all
  select
    names.repository_id,
    names.file,
    steps.old_path,
    steps.commit_no,
    steps.older_no,
    names.steps_back + 1
  from names
  join steps
    on steps.repository_id = names.repository_id
    and steps.path = names.path
    and steps.commit_no = names.renamed_no
  where names.steps_back < 50
),
spans as (
  select repository_id, file, path, max(before) as before
  from names
  group by repository_id, file, path
  qualify row_number() over (partition by repository_id, path order by max(before) desc, file) <= 20
),
works as (
  select
    spans.repository_id,
    spans.file,
    case when not coalesce(person.is_bot, false)
      then coalesce(person.person_id, events.author_key::varchar)
    end as person_id,
    -- Who makes it anew after it was deleted, or on another branch, is a creator too.
    bool_or(events.status = 'A') as is_creator,
    count(*) filter (where events.status <> 'A') as changes
  from spans
  join events
    on events.repository_id = spans.repository_id
    and events.path = spans.path
    and events.commit_no < spans.before
  left join person on person.person_key = events.author_key
  group by all
),
degrees as (
  select
    repository_id,
    file,
    person_id,
    is_creator,
    changes,
    case when person_id is not null then
      3.293
      + 1.098 * is_creator::integer
      + 0.164 * changes
      - 0.321 * ln(
        1 + sum(changes) filter (where person_id is not null) over (
          partition by repository_id, file
        ) - changes
      )
    end as degree
  from works
  -- Automata are nobody's competitors: their row is left only where there is no other.
  qualify person_id is not null or count(*) over (partition by repository_id, file) = 1
)
select
  files.repository_id,
  files.home_id,
  files.path,
  degrees.person_id,
  degrees.is_creator and degrees.person_id is not null as is_creator,
  degrees.changes,
  degrees.degree,
  coalesce(
    degrees.degree >= 3.293
    and degrees.degree > 0.75 * max(degrees.degree) over (
      partition by files.repository_id, files.home_id, files.path
    ),
    false
  ) as is_author
from files
join degrees on degrees.repository_id = files.home_id and degrees.file = files.path
