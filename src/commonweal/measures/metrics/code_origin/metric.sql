-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Of vendored and generated files, only those in languages of code: a lock file is data.
with code_files as (
  select
    repository_id,
    period,
    case when kind in ('code', 'test') then 'own' else kind end as origin,
    size
  from files
  join periods on subject_id = repository_id
  where
    kind in ('code', 'test', 'vendored', 'generated')
    and language is not null
    and language not in (
      'AsciiDoc', 'CSV', 'Fluent', 'Go Module', 'INI', 'JSON', 'Markdown', 'Org',
      'reStructuredText', 'TeX', 'Texinfo', 'Textile', 'TOML', 'Troff', 'Turtle', 'Typst',
      'XML', 'YAML'
    )
),
known_sizes as (
  select repository_id, sum(size) as total
  from code_files
  group by repository_id
  having count(*) filter (where size is null) <= $unread * count(*)
)
select repository_id, period, origin as label, 100.0 * sum(size) / any_value(total) as value
from code_files
join known_sizes using (repository_id)
where size > 0
group by repository_id, period, origin
order by repository_id, period, label
