-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Open advisories of the portfolio by severity.
select level, count(distinct advisory_id)
from exposures
where repository_id = 'portfolio' and is_open
group by level
order by level
