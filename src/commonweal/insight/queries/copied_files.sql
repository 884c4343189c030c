-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Pairs of entries that share most files without being forks.
select
  left_entry.entry_id as entry_id,
  right_entry.entry_id as other_id,
  count(distinct copies.blob_id) as shared,
  arg_max(copies.path, (copies.size, copies.path)) as example
from copies
join entries as left_entry on left_entry.repository_id = copies.repository_id
join entries as right_entry on right_entry.repository_id = copies.other_id
where left_entry.entry_id < right_entry.entry_id
group by left_entry.entry_id, right_entry.entry_id
order by shared desc, left_entry.entry_id, right_entry.entry_id
limit 8
