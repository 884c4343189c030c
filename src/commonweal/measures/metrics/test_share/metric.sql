-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- A test is code: data beside it, such as the answers that it expects, is none. The probe
-- `tests_present` counts by the same rule.
with counted as (
  select
    repository_id,
    period,
    kind = 'test' as is_test
  from files
  join periods on subject_id = repository_id
  where
    kind in ('code', 'test')
    and language is not null
    and size is distinct from 0
    and not (
      kind = 'test'
      and regexp_matches(lower(path), '\.(json|ya?ml|xml|csv|txt|md|html|toml|ini|sql|css|svg|rst)$')
    )
)
select repository_id, period, 100.0 * count(*) filter (where is_test) / count(*) as value
from counted
group by all
order by repository_id, period
