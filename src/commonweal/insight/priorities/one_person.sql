-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- A repository with one active person at its core. Where others are active, it would go on
-- without that person, and so would what needs it.
with needed as (
  select distinct providing.entry_id
  from package_edges
  join entries as providing on providing.repository_id = package_edges.providing_id
  join entries as needing on needing.repository_id = package_edges.needing_id
  where providing.entry_id <> needing.entry_id
)
select
  entries.entry_id as subject_id,
  case
    when needed.entry_id is not null and not bool_and(core.has_others) then 'needed'
    else 'alone'
  end as grade,
  case when max(core.people) = 1 then 'one' else 'one_left' end as reason,
  'second' as remedy,
  max(core.people) as core,
  strftime(min(least(survey.surveyed_at, known_until.known_until)), '%Y-%m-%d') as day
from core_activity as core
join entries using (repository_id)
cross join survey
left join known_until using (repository_id)
left join needed on needed.entry_id = entries.entry_id
where core.active = 1
group by entries.entry_id, needed.entry_id
order by all
