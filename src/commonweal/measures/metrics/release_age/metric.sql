-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- A shallow clone leaves tags behind, so that a later release may be unseen.
with cut_subjects as (
  select repository_id from repositories group by repository_id having bool_and(is_shallow)
)
select
  repository_id,
  period,
  date_sub(
    'day',
    max(released_at),
    greatest(least(max(until), any_value(known_until)), max(released_at))
  ) as value
from releases
left join known_until using (repository_id)
join periods on subject_id = repository_id and released_at >= since and released_at < until
where not is_prerelease and repository_id not in (select repository_id from cut_subjects)
group by repository_id, period
order by repository_id, period
