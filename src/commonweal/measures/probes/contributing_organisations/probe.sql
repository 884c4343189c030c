-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Who wrote a single change is no sign that an organisation takes part, and a guessed
-- domain that one person alone uses is no organisation.
with known as (
  select repository_id, person_id, organisation
  from commits
  where organisation is not null and not is_bot and not is_boundary
  qualify not is_organisation_guessed
    or min(person_id) over (partition by repository_id, organisation)
    <> max(person_id) over (partition by repository_id, organisation)
),
people as (
  select repository_id, person_id, organisation, count(*) as commits
  from known
  group by repository_id, person_id, organisation
),
counted as (
  select repository_id, count(distinct organisation) as organisations
  from people
  where commits >= 5
  group by repository_id
),
judged as (
  select
    repositories.repository_id,
    counted.organisations,
    case
      when counted.organisations is null then 'not_known'
      when counted.organisations >= 3 then 'several'
      else 'few'
    end as reason
  from repositories
  left join counted using (repository_id)
  where repositories.repository_id = repositories.home_id
)
select
  repository_id,
  case reason when 'several' then 'true' when 'few' then 'false' else 'unknown' end as outcome,
  reason,
  organisations
from judged
order by repository_id
