-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- A part of the packages by name, with their versions and who uses them.
select purl, name, version, entry_id, first_place
from package_in_use
where place >= $start and place < $start + $count
order by place, version, entry_id
