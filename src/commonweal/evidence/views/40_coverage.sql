-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- How much of a subject was seen, one row a subject: the caveats of every answer.
select
  subject_repositories.subject_id,
  count(*) as repositories,
  count(*) filter (where repository.is_read) as read_repositories,
  count(*) filter (where repository.is_shallow) as shallow_repositories,
  count(*) filter (where repository.is_light) as light_repositories
from subject_repositories
join repository using (repository_id)
group by subject_repositories.subject_id
