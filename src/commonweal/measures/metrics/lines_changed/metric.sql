-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- A null value is given on purpose: unknown, so that no zero is filled in.
select
  repository_id,
  period,
  case
    when not bool_or(kind in ('pending', 'unknown'))
      then sum(coalesce(added, 0) + coalesce(deleted, 0))
  end as value
from changes
join periods on subject_id = repository_id and committed_at >= since and committed_at < until
anti join foreign_paths using (family_id, path)
group by all
order by repository_id, period
