-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Versions that files name, each once. What a repository makes itself is among them: its name
-- may be that of something else, and a warning too many is better than one too few.
select distinct purl, version
from package_needed
where version <> ''
order by purl, version
