-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- What stands between a subject and a control: facts that speak against it, and
-- answers nobody has given. Of alternatives the first one named is taken.
with open_control as (
  select
    given.subject_id, given.standard_id, given.control_id, given.basis, given.evidence,
    control.settle
  from given
  join control using (standard_id, control_id)
  where given.verdict in ('not_met', 'unknown') and given.basis <> 'answer'
),
against as (
  select
    open_control.subject_id,
    open_control.standard_id,
    open_control.control_id,
    control_fact.role,
    control_fact.fact,
    control_fact.position
  from open_control
  join control_fact using (standard_id, control_id)
  join subject_fact using (subject_id, fact)
  where (control_fact.role in ('all', 'any') and subject_fact.outcome = 'false')
    or (control_fact.role = 'none' and subject_fact.outcome = 'true')
),
satisfied as (
  select distinct open_control.subject_id, open_control.standard_id, open_control.control_id
  from open_control
  join control_fact using (standard_id, control_id)
  join subject_fact using (subject_id, fact)
  where control_fact.role = 'any' and subject_fact.outcome in ('true', 'unknown')
)
select subject_id, standard_id, control_id, 'fact' as asks, fact
from against
where role in ('all', 'none')
union all
select subject_id, standard_id, control_id, 'fact' as asks, arg_min(fact, position)
from against
anti join satisfied using (subject_id, standard_id, control_id)
where role = 'any'
group by subject_id, standard_id, control_id
union all
select subject_id, standard_id, control_id, 'answer' as asks, null
from open_control
where settle <> 'evidence' or evidence = 'unknown'
order by subject_id, standard_id, control_id, asks, fact
