-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Every subject, how much of it was seen, and where its numbers end before the survey (see
-- the periods of the measures).
select
  subject_id,
  subjects.kind,
  subjects.name,
  read_repositories,
  shallow_repositories,
  light_repositories,
  case
    when known_until.newest_known_until <= $surveyed_at::timestamp - interval 1 day
      then known_until.newest_known_until
  end as ends_at
from subjects
join coverage using (subject_id)
left join known_until on known_until.repository_id = subjects.subject_id
order by subject_id
