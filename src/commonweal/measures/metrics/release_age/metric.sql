-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
select repository_id, period, date_sub('day', max(released_at), max(until)) as value
from releases
join periods on released_at >= since and released_at < until
where not is_prerelease
group by repository_id, period
order by repository_id, period
