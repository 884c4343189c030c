-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Every subject, and how much of it was seen.
select
  subject_id,
  subjects.kind,
  subjects.name,
  read_repositories,
  shallow_repositories,
  light_repositories
from subjects
join coverage using (subject_id)
order by subject_id
