-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
with organisations as (
  select repository_id, period, organisation, count(*) as commits
  from commits
  join periods on committed_at >= since and committed_at < until
  where not is_bot and organisation is not null
  group by all
)
select repository_id, period, 100.0 * max(commits) / sum(commits) as value
from organisations
group by all
order by repository_id, period
