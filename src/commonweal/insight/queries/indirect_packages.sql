-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Packages that no file of the portfolio asks for directly.
select purl
from uses
where repository_id = 'portfolio'
group by purl
having not coalesce(bool_or(is_direct), false)
order by purl
