-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- What licence texts in the roots of repositories state.
select
  licence.spdx,
  licence.path,
  coalesce(repository.origin, repository.locator) as place,
  repository.head_commit
from licence
join repository using (repository_id)
where
  repository_id in (select unnest($ids))
  and licence.basis = 'text'
  and licence.path not like '%/%'
order by all
