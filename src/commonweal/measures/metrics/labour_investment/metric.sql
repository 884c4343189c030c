-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Months are counted back from the period's end, so that twelve months are never
-- thirteen calendar months; the microsecond makes the end exclusive.
with active_months as (
  select distinct
    repository_id,
    period,
    person_id,
    date_sub('month', committed_at, until - interval 1 microsecond) as months_back
  from commits
  join periods on subject_id = repository_id and committed_at >= since and committed_at < until
  where not is_bot
)
select repository_id, period, $effort * count(*) as value
from active_months
group by all
order by repository_id, period
