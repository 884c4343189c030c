-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- A repository whose core people have all been silent for a year, while others go on.
select
  entries.entry_id as subject_id,
  case when max(core.people) = 1 then 'left_one' else 'left' end as reason,
  'hand_over' as remedy,
  max(core.people) as core,
  strftime(min(least(survey.surveyed_at, known_until.known_until)), '%Y-%m-%d') as day
from core_activity as core
join entries using (repository_id)
cross join survey
left join known_until using (repository_id)
where core.people > 0 and core.active = 0 and core.has_others
group by entries.entry_id
order by all
