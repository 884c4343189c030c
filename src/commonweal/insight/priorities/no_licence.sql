-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- A repository whose files were read and hold neither a licence nor a licence text.
with licensed as (
  select repository_id from licence
  union
  select repository_id from document where kind = 'licence'
)
select
  entries.entry_id as subject_id,
  'none' as reason,
  'choose' as remedy,
  count(*) as repositories
from repository
join entries using (repository_id)
where
  repository.is_read
  and repository.repository_id in (select tree_file.repository_id from tree_file)
  and repository.repository_id not in (select licensed.repository_id from licensed)
group by entries.entry_id
order by all
