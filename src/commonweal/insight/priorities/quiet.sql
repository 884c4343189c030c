-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- A project that is silent for longer than it usually is. A busy project that rests for a
-- few weeks has lost its rhythm, but nobody need act. A project of one repository may have
-- its numbers under the repository alone.
with left_alone as (
  select entries.entry_id
  from core_activity
  join entries using (repository_id)
  where
    core_activity.people > 0
    and core_activity.active = 0
    and not core_activity.has_others
),
numbered as (
  select subject_id, subject_id as numbers_id from subjects
  union
  select subject_id, alone from subjects where alone is not null
),
measured as (
  select
    numbered.subject_id,
    max(value) filter (where metric_id = 'quiet_ratio') as ratio,
    max(value) filter (where metric_id = 'quiet_days') as days
  from numbered
  join metric_value on metric_value.subject_id = numbered.numbers_id
  where
    numbered.subject_id in (select entries.entry_id from entries)
    and period = 'now'
    and label is null
    and metric_id in ('quiet_ratio', 'quiet_days')
  group by numbered.subject_id
)
select
  subject_id,
  'quiet' as reason,
  'ask' as remedy,
  days::integer as days
from measured
where
  ratio > 1
  and coalesce(days >= 30, true)
  -- Where nobody is left, that is the reason to act.
  and subject_id not in (select left_alone.entry_id from left_alone)
order by subject_id
