-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Whoever an answer may make a difference to: who is named, and all that consist of a
-- repository about whose advisories somebody said something.
select distinct subject_id
from (
  select answer.subject_id
  from answer
  union all
  select every.subject_id
  from answer
  join subject_repositories as named on named.subject_id = answer.subject_id
  join subject_repositories as every on every.repository_id = named.repository_id
  where answer.standard_id = 'advisory'
)
order by all
