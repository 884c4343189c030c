-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- A shallow clone says nothing of what the project keeps.
select
  repositories.repository_id,
  case
    when any_value(repositories.is_shallow) then 'unknown'
    when count(*) > 1 then 'true'
    else 'false'
  end as outcome,
  case
    when any_value(repositories.is_shallow) then 'cut'
    when count(*) > 1 then 'kept'
    else 'single'
  end as reason,
  count(*) as commits
from repositories
join commits using (repository_id)
group by repositories.repository_id
order by repositories.repository_id
