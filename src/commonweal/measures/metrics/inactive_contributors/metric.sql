-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- A subject of which nothing but cut histories was seen gets null on purpose: who was
-- there before is unknown, and no zero is filled in.
with contributions as (
  select repository_id, person_id, committed_at from commits where not is_bot
  union all
  select repository_id, person_id, committed_at from credits where not is_bot
),
spans as (
  select
    subject_id,
    period,
    since - to_months($memory_months) as remembered_since,
    since,
    until
  from periods
),
presences as (
  select
    repository_id,
    period,
    person_id,
    bool_or(committed_at >= since) as is_active,
    bool_or(committed_at < since) as was_active
  from contributions
  join spans
    on subject_id = repository_id and committed_at >= remembered_since and committed_at < until
  group by all
),
cut_families as (
  select distinct family_id from commits where is_boundary
),
cut_subjects as (
  select repository_id
  from commits
  group by repository_id
  having bool_and(family_id in (select family_id from cut_families))
)
select repository_id, period, count(*) filter (where was_active and not is_active) as value
from presences
where repository_id not in (select repository_id from cut_subjects)
group by all
union all
select repository_id, period, null as value
from cut_subjects
join periods on subject_id = repository_id
order by repository_id, period
