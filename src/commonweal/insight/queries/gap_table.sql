-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- What each probe keeps a subject from, all controls of all standards together; an empty
-- probe stands for the questions that wait for a person.
with gap as (
  select distinct
    subject_id,
    case when asks = 'fact' then split_part(fact, ':', 1) else '' end as probe_id,
    standard_id,
    control_id
  from obstacle
)
select
  subject_id,
  probe_id,
  count(*)::integer as controls,
  round(sum(importance), 9) as importance,
  bool_or(is_chosen) as is_chosen
from gap
join importance using (standard_id, control_id)
where
  subject_id = 'portfolio' or subject_id in (select entries.entry_id from entries)
group by subject_id, probe_id
order by subject_id, probe_id
