-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- The verdicts of some subjects, with what settled each.
select
  subject_id,
  standard_id,
  control_id,
  verdict,
  basis,
  evidence,
  suggested,
  fact,
  because,
  link,
  stated_at,
  due_at,
  is_overdue
from verdict
where subject_id in (select unnest($subjects))
order by subject_id, standard_id, control_id
