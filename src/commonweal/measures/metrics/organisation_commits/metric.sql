-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
with organisations as (
  select repository_id, period, organisation, count(*) as commits
  from commits
  join periods on committed_at >= since and committed_at < until
  where not is_bot and organisation is not null
  group by all
),
ranked_organisations as (
  select
    *,
    row_number() over (
      partition by repository_id, period order by commits desc, organisation
    ) as rank
  from organisations
)
select repository_id, period, organisation as label, commits as value
from ranked_organisations
where rank <= $most
order by repository_id, period, label
