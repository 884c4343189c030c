-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- The reasons of the first classes, as the first page tells them: in how many projects each
-- occurs, the first of these by name and with the values of its sentence, and its first step.
with member as (
  select
    occurrence.*,
    ranked.number,
    ranked.class_no,
    coalesce(depends.weight, 1.0) as weight,
    coalesce(try_cast(json_extract_string(occurrence.values, reason.worst) as double), 0) as badness
  from occurrence
  join ranked using (reason_id, target)
  join reason using (reason_id)
  left join depends using (subject_id)
  where ranked.class_no <= $last
),
project as (
  select
    reason_id,
    subject_id,
    count(*) as targets,
    min(number) as number,
    max(weight) as weight,
    max(badness) as badness,
    arg_min(values, number) as values,
    arg_min(place, number) as place
  from member
  group by reason_id, subject_id
),
ordered as (
  select
    *,
    row_number() over (partition by reason_id order by badness desc, weight desc, number, subject_id) as place_no
  from project
)
select
  ordered.reason_id,
  min(ordered.number) as number,
  count(*) as projects,
  sum(ordered.targets) as targets,
  list(ordered.subject_id order by ordered.place_no)
    filter (where ordered.place_no <= $names) as names,
  arg_min(ordered.values, ordered.place_no) as values,
  arg_min(ordered.place, ordered.place_no) as place
from ordered
group by ordered.reason_id
order by number
