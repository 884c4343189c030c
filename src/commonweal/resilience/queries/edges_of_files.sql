-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- The versions of a few lock files, file after file.
select number, purl, version, is_direct, requires
from edge
where number between $first and $last
order by all
