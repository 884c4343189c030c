-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- A shallow clone leaves tags behind. A subject of nothing else gets null on purpose:
-- unknown, so that no zero is filled in.
with cut_subjects as (
  select repository_id from repositories group by repository_id having bool_and(is_shallow)
)
select repository_id, period, count(*) as value
from releases
join periods on subject_id = repository_id and released_at >= since and released_at < until
where is_prerelease and repository_id not in (select repository_id from cut_subjects)
group by all
union all
select repository_id, period, null as value
from cut_subjects
join periods on subject_id = repository_id
order by repository_id, period
