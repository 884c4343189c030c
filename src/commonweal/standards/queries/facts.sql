-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- What each fact that some control names comes to for each subject. A fact is a
-- probe, or the places of a probe with one label. A project of several repositories
-- is asked as the probe's `across` says; a repository without a finding is unknown.
with place as (
  select
    repository_id,
    probe_id,
    label,
    case
      when bool_or(outcome = 'false') then 'false'
      when bool_or(outcome = 'unknown') then 'unknown'
      when bool_or(outcome = 'true') then 'true'
      else 'not_applicable'
    end as outcome
  from finding_place
  where label <> ''
  group by all
),
labelled as (
  select distinct repository_id, probe_id from place
),
found as (
  select
    finding.repository_id,
    named_fact.fact,
    case
      when named_fact.label = '' then finding.outcome
      when place.outcome is not null then place.outcome
      -- Other labels were seen: of this one there was nothing to see.
      when labelled.probe_id is not null then 'not_applicable'
      else finding.outcome
    end as outcome
  from named_fact
  join finding using (probe_id)
  left join place using (repository_id, probe_id, label)
  left join labelled using (repository_id, probe_id)
)
select
  scope.subject_id,
  named_fact.fact,
  case
    when any_value(named_fact.across) = 'any' and bool_or(found.outcome = 'true') then 'true'
    when any_value(named_fact.across) = 'all' and bool_or(found.outcome = 'false') then 'false'
    when bool_or(coalesce(found.outcome, 'unknown') = 'unknown') then 'unknown'
    when bool_or(found.outcome = 'false') then 'false'
    when bool_or(found.outcome = 'true') then 'true'
    else 'not_applicable'
  end as outcome
from scope
cross join named_fact
left join found using (repository_id, fact)
group by scope.subject_id, named_fact.fact
order by scope.subject_id, named_fact.fact
