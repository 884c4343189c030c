-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
select distinct purl
from package_needed
where name = $name
order by purl
