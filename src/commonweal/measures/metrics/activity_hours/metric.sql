-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- The zone is minutes from UTC; where it was absurd it is null and the hour is not known.
with local_clocks as (
  select
    repository_id,
    period,
    person_id,
    authored_at + to_minutes(author_zone::integer) as authored_locally
  from commits
  join periods on subject_id = repository_id and committed_at >= since and committed_at < until
  where not is_bot and author_zone is not null
)
select
  repository_id,
  period,
  lpad(hour(authored_locally)::varchar, 2, '0') as label,
  count(distinct person_id) as people,
  count(*) as value
from local_clocks
group by all
order by repository_id, period, label
