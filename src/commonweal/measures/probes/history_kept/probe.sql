-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- A shallow clone says nothing of what the project keeps.
with counted as (
  select repository_id, count(*) as commits
  from commits
  group by repository_id
)
select
  repositories.repository_id,
  case
    when repositories.is_shallow then 'unknown'
    when counted.commits > 1 then 'true'
    else 'false'
  end as outcome,
  case
    when repositories.is_shallow then 'cut'
    when counted.commits > 1 then 'kept'
    else 'single'
  end as reason,
  counted.commits
from repositories
join counted using (repository_id)
where repositories.repository_id = repositories.home_id
order by repositories.repository_id
