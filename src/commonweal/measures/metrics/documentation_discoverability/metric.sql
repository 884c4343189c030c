-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- `files` of the subject that is the repository itself: in a larger subject a file
-- that forks share stands under one of them only.
with homes as (
  select repository_id, home_id from repositories where has_files
),
signs as (
  select home_id, 'readme' as sign
  from documents
  where kind = 'readme' and not contains(path, '/')
  union all
  select home_id, 'mention'
  from documents
  where
    kind = 'readme'
    and not contains(path, '/')
    and regexp_matches(lower(text), '\b(docs?|documentation|manual|handbook|user guide|tutorial|wiki)\b|readthedocs')
  union all
  select home_id, kind
  from documents
  where kind in ('contributing', 'changelog')
  union all
  select home_id, 'folder'
  from documents
  where kind = 'docs_index'
  union all
  select homes.home_id, 'folder'
  from homes
  join files on files.repository_id = homes.home_id
  where regexp_matches(lower(files.path), '^(docs?|documentation|manual)/')
),
scores as (
  select homes.repository_id, homes.home_id, count(distinct signs.sign) as found
  from homes
  left join signs using (home_id)
  group by all
)
select repository_id, period, 100.0 * avg(found) / 5 as value
from scores
join periods on subject_id = repository_id
group by all
order by repository_id, period
