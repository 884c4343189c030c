-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- How files write the name of a package.
select purl, min(name) as name
from package_needed
group by purl
