-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- A repository whose copy was not brought up to date for 30 days, where the copy is ours to
-- fetch: one that the survey fetches itself is as new as the survey.
select
  entries.entry_id as subject_id,
  'stale' as reason,
  'fetch' as remedy,
  max(date_sub('day', known_until.known_until, survey.surveyed_at))::integer as days,
  strftime(min(known_until.known_until), '%Y-%m-%d') as day
from known_until
cross join survey
join entries using (repository_id)
join repository using (repository_id)
where
  repository.is_read
  and repository.locator not like 'http%://%'
  and known_until.known_until < survey.surveyed_at - interval 30 days
group by entries.entry_id
order by all
