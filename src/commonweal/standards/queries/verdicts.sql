-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- One verdict per subject and control; the rules are in docs/adr/0005. Each step
-- adds what it needs to know to the row of a subject and a control.
with asked as (
  select subjects.subject_id, control.*
  from subjects
  join control on control.is_of_office = (subjects.kind = 'portfolio')
  where subjects.subject_id in (select subject_id from scope)
),
spoken as (
  select
    asked.subject_id,
    control_fact.standard_id,
    control_fact.control_id,
    control_fact.role,
    control_fact.fact,
    control_fact.position,
    case
      when control_fact.role <> 'none' then coalesce(subject_fact.outcome, 'unknown')
      when subject_fact.outcome = 'true' then 'false'
      when subject_fact.outcome = 'false' then 'true'
      else coalesce(subject_fact.outcome, 'unknown')
    end as outcome
  from asked
  join control_fact using (standard_id, control_id)
  left join subject_fact using (subject_id, fact)
),
counted as (
  select
    subject_id,
    standard_id,
    control_id,
    count(*) filter (role = 'asked') as asks,
    count(*) filter (role = 'asked' and outcome = 'true') as asks_true,
    count(*) filter (role = 'asked' and outcome = 'unknown') as asks_unknown,
    count(*) filter (role = 'when') as whens,
    count(*) filter (role = 'when' and outcome = 'true') as whens_true,
    count(*) filter (role = 'when' and outcome = 'unknown') as whens_unknown,
    count(*) filter (role in ('all', 'none')) as alls,
    count(*) filter (role in ('all', 'none') and outcome = 'true') as alls_true,
    count(*) filter (role in ('all', 'none') and outcome = 'false') as alls_false,
    count(*) filter (role in ('all', 'none') and outcome = 'unknown') as alls_unknown,
    count(*) filter (role = 'any') as anys,
    count(*) filter (role = 'any' and outcome = 'true') as anys_true,
    count(*) filter (role = 'any' and outcome = 'false') as anys_false,
    count(*) filter (role = 'any' and outcome = 'unknown') as anys_unknown,
    count(*) filter (role = 'hints') as hints,
    count(*) filter (role = 'hints' and outcome = 'true') as hints_true,
    arg_min(
      fact,
      (case outcome when 'false' then 0 when 'unknown' then 1 when 'true' then 2 else 3 end, position)
    ) filter (role in ('all', 'none')) as fact_of_all,
    arg_min(
      fact,
      (case outcome when 'true' then 0 when 'unknown' then 1 when 'false' then 2 else 3 end, position)
    ) filter (role = 'any') as fact_of_any,
    arg_min(fact, position) filter (role = 'hints' and outcome = 'true') as fact_of_hint,
    arg_min(fact, position) filter (role in ('asked', 'when') and outcome <> 'true') as fact_of_rule
  from spoken
  group by all
),
judged as (
  select
    *,
    case
      when asks > 0 and asks_true + asks_unknown = 0 then 'not_applicable'
      when whens > 0 and whens_true + whens_unknown = 0 then 'not_applicable'
      when (asks > 0 and asks_true = 0) or (whens > 0 and whens_true = 0) then 'unknown'
      else 'applies'
    end as rule,
    case
      when alls + anys = 0 then 'unknown'
      when alls_false > 0 then 'not_met'
      when anys > 0 and anys_true + anys_unknown = 0 and anys_false > 0 then 'not_met'
      when alls_unknown > 0 or (anys_true = 0 and anys_unknown > 0) then 'unknown'
      when alls_true + anys_true = 0 then 'not_applicable'
      else 'met'
    end as seen
  from counted
),
weighed as (
  select
    asked.subject_id,
    asked.standard_id,
    asked.control_id,
    asked.settle,
    coalesce(judged.alls + judged.anys, 0) > 0 as has_demand,
    coalesce(judged.rule, 'applies') as rule,
    case
      when judged.rule in ('not_applicable', 'unknown') then judged.rule
      else coalesce(judged.seen, 'unknown')
    end as evidence,
    case
      when judged.rule in ('not_applicable', 'unknown') then judged.fact_of_rule
      when judged.alls + judged.anys = 0 then judged.fact_of_hint
      when judged.alls_false > 0 or judged.anys = 0 then judged.fact_of_all
      when judged.anys_true = 0 or judged.alls = 0 then judged.fact_of_any
      else judged.fact_of_all
    end as fact,
    -- That a hint is lacking means little: only a yes is suggested.
    case when judged.hints > 0 and judged.hints_true = judged.hints then 'met' end as hinted,
    answer.verdict as answered,
    answer.because,
    answer.link,
    answer.stated_at,
    least(
      answer.stated_at + to_months(asked.due_again),
      coalesce(answer.expires_at, timestamp '9999-01-01')
    ) as due_at
  from asked
  left join judged using (subject_id, standard_id, control_id)
  left join answer using (subject_id, standard_id, control_id)
),
timed as (
  select
    *,
    answered is not null and due_at > survey.surveyed_at as holds
  from weighed
  cross join survey
)
select
  subject_id,
  standard_id,
  control_id,
  case
    when settle = 'both' and has_demand and rule <> 'not_applicable' then
      case
        when holds and answered = 'not_applicable' then 'not_applicable'
        when evidence = 'not_met' or (holds and answered = 'not_met') then 'not_met'
        when evidence in ('met', 'not_applicable') and holds and answered = 'met' then 'met'
        else 'unknown'
      end
    when holds then answered
    when rule = 'not_applicable' then 'not_applicable'
    when settle = 'answer' or (settle = 'both' and not has_demand) then 'unknown'
    else evidence
  end as verdict,
  case
    when settle = 'both' and has_demand and rule <> 'not_applicable' then
      case when holds then 'both' when evidence = 'not_met' then 'evidence' else 'none' end
    when holds then 'answer'
    when rule = 'not_applicable' then 'rule'
    when settle <> 'evidence' or evidence = 'unknown' then 'none'
    else 'evidence'
  end as basis,
  evidence,
  case
    when holds or settle = 'evidence' or rule = 'not_applicable' then null
    when has_demand and evidence in ('met', 'not_met') then evidence
    else hinted
  end as suggested,
  fact,
  because,
  link,
  stated_at,
  due_at,
  answered is not null and not holds as is_overdue
from timed
order by subject_id, standard_id, control_id
