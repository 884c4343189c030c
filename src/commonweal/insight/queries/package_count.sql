-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- How many packages the portfolio uses.
select count(distinct purl)
from package_uses
where repository_id = 'portfolio'
