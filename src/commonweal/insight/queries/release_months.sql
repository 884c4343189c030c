-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- The months in which subjects released. A shallow clone leaves tags behind.
with cut_subjects as (
  select repository_id from repositories group by repository_id having bool_and(is_shallow)
)
select distinct repository_id, strftime(released_at, '%Y-%m') as month
from releases
where
  repository_id in (select unnest($ids::varchar[]))
  and not is_prerelease
  and repository_id not in (select repository_id from cut_subjects)
order by all
