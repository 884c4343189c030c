-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- The steps: the same reason and target in several projects is one step. The worst grade
-- decides its class, and of these the project that most depends on speaks for it.
with member as (
  select
    occurrence.reason_id,
    occurrence.target,
    occurrence.subject_id,
    occurrence.hours,
    occurrence.settled + coalesce(absorbed.settled, 0) as settled,
    coalesce(grade.class_no, reason.class_no) as class_no,
    coalesce(depends.weight, 1.0) as depends
  from occurrence
  join reason using (reason_id)
  left join grade using (reason_id, grade)
  left join depends using (subject_id)
  left join absorbed using (reason_id, target, subject_id)
)
select
  reason_id,
  target,
  min(class_no) as class_no,
  count(*) as projects,
  -- Rounded: in whichever order they are added, the sum is the same.
  round(sum(settled * depends), 9) as settles,
  round(sum(depends), 9) as depends,
  arg_min(hours, (class_no, -depends, subject_id)) as hours
from member
group by reason_id, target
order by reason_id, target
