-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
with author_zones as (
  select repository_id, period, person_id, author_zone::integer as zone, count(*) as commits
  from commits
  join periods on subject_id = repository_id and committed_at >= since and committed_at < until
  where not is_bot and author_zone is not null
  group by all
),
ranked_zones as (
  select
    *,
    row_number() over (
      partition by repository_id, period, person_id order by commits desc, zone
    ) as rank
  from author_zones
)
select
  repository_id,
  period,
  printf('UTC%s%02d:%02d', if(zone < 0, '-', '+'), abs(zone) // 60, abs(zone) % 60) as label,
  count(*) as people,
  count(*) as value
from ranked_zones
where rank = 1
group by all
order by repository_id, period, label
