-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- All commits of each subject by people, and those of the last twelve months; of how many the
-- organisation is known and has people enough to be named.
select
  subject_id,
  count(*) as commits,
  count(*) filter (where is_now) as commits_now,
  count(organisation) as named,
  count(organisation) filter (where is_now) as named_now
from organisation_work
group by subject_id
order by subject_id
