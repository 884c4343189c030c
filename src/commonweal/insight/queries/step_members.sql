-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- The projects of some steps: who speaks for a step comes first, then who is worst off, where the
-- reason tells that by a number, then by what depends on them.
select
  occurrence.reason_id,
  occurrence.target,
  occurrence.subject_id,
  occurrence.reason,
  occurrence.remedy,
  occurrence.values,
  occurrence.place
from occurrence
join reason using (reason_id)
join wanted using (reason_id, target)
left join grade using (reason_id, grade)
left join depends using (subject_id)
where $subject = '' or occurrence.subject_id = $subject
order by
  occurrence.reason_id,
  occurrence.target,
  coalesce(grade.class_no, reason.class_no) > wanted.class_no,
  coalesce(try_cast(json_extract_string(occurrence.values, reason.worst) as double), 0) desc,
  coalesce(depends.weight, 1.0) desc,
  occurrence.subject_id
