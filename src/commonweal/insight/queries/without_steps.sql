-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- The entries that are in no step of the first classes.
select distinct entries.entry_id
from entries
where entries.entry_id not in (
  select occurrence.subject_id
  from occurrence
  join ranked using (reason_id, target)
  where ranked.class_no <= $last
)
order by entries.entry_id
