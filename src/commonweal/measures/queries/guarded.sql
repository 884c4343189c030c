-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- What a metric's query answered, without parts that tell of fewer than $fewest people: they
-- stand together as "other". Where these are few, too, the part with the fewest people of those
-- that may be shown joins them, since what is missing could be worked out from a total. Where
-- there is no such part, nothing is shown. A person may be in several parts if not $is_once: then
-- together they may be no more than in the largest of them.
with cells as (
  select *, people < $fewest as is_small
  from unguarded
),
hidden as (
  select
    repository_id,
    period,
    case when $is_once then sum(people) else max(people) end as people,
    $is_once and sum(people) >= $fewest as is_enough
  from cells
  where is_small
  group by repository_id, period
),
ranked as (
  select
    cells.*,
    hidden.is_enough,
    not cells.is_small
    and hidden.people is not null
    and not hidden.is_enough
    and row_number() over (
      partition by cells.repository_id, cells.period, cells.is_small
      order by cells.people, cells.value, cells.label
    ) = 1 as is_joined
  from cells
  left join hidden using (repository_id, period)
),
relabelled as (
  select
    repository_id,
    period,
    case when is_small or is_joined then 'other' else label end as label,
    value,
    is_joined or is_enough as may_be_shown
  from ranked
)
select repository_id, period, label, sum(value) as value
from relabelled
group by repository_id, period, label
having label <> 'other' or bool_or(may_be_shown)
order by repository_id, period, label
