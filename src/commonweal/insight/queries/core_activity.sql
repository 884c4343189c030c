-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- How many people wrote half of a repository's code, how many of them are still active, and
-- whether others are: then it goes on without them.
select
  repository_id,
  count(*)::integer as people,
  (count(*) filter (where is_active))::integer as active,
  bool_or(has_others) as has_others
from core
where repository_id in (select repository.repository_id from repository)
group by repository_id
order by repository_id
