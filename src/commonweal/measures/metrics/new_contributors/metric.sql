-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Where history was cut, everybody looks new, so it is left out. A subject with nothing
-- else gets null on purpose: unknown, so that no zero is filled in.
with cut_families as (
  select distinct family_id from commits where is_boundary
),
contributions as (
  select repository_id, person_id, committed_at
  from commits
  where not is_bot and family_id not in (select family_id from cut_families)
  union all
  select repository_id, person_id, committed_at
  from credits
  where not is_bot and family_id not in (select family_id from cut_families)
),
arrivals as (
  select repository_id, person_id, min(committed_at) as arrived_at
  from contributions
  group by repository_id, person_id
),
cut_subjects as (
  select repository_id
  from commits
  group by repository_id
  having bool_and(family_id in (select family_id from cut_families))
)
select repository_id, period, count(*) as value
from arrivals
join periods on subject_id = repository_id and arrived_at >= since and arrived_at < until
group by all
union all
select repository_id, period, null as value
from cut_subjects
join periods on subject_id = repository_id
order by repository_id, period
