-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Packages that a repository makes.
select distinct repository_id, purl
from provisions
order by all
