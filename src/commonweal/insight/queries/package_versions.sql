-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Every version in use of every package by name, and who uses it.
select
  purl,
  min(name) as name,
  version,
  string_agg(entry_id, ' ' order by entry_id) as users,
  arg_min(first_place[1], entry_id) as path,
  coalesce(arg_min(first_place[2], entry_id), 0) as line
from package_in_use
group by place, purl, version
order by place, version
