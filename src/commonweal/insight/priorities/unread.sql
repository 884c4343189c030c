-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- A repository that the survey could not read.
select
  entries.entry_id as subject_id,
  'unread' as reason,
  'look' as remedy,
  count(*) as repositories
from repository
join entries using (repository_id)
where not repository.is_read
group by entries.entry_id
order by all
