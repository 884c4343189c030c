-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Problems of one kind in one repository, those of unread repositories first.
select
  problem.repository_id,
  any_value(repository.name) as name,
  any_value(repository.locator) as locator,
  coalesce(bool_and(repository.is_read), false) as is_read,
  problem.stage,
  min(problem.what order by problem.place, problem.what) as what,
  min(problem.fix) as fix,
  count(*) as count,
  list(problem.place order by problem.place) filter (where problem.place <> '') as places
from problem
left join repository using (repository_id)
group by
  problem.repository_id,
  problem.stage,
  problem.kind,
  case
    when problem.kind in ('PackageFileUnread', 'PackageFileMissing') then problem.what
  end
order by is_read, name nulls first, problem.repository_id, problem.stage, what
