-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Until when a subject's history is known: the day when its oldest copy was brought up to date,
-- and the day of its newest copy, after which nothing at all is known.
-- Where no fetch is known of, the newest commit of any ref tells how new a copy is at least:
-- of branches, and of what else a mirror has, such as pull requests.
with newest_commits as (
  select repository_id, max(committed_at) as committed_at
  from branch
  group by repository_id
),
copies as (
  select
    repository.repository_id,
    greatest(
      fetched.fetched_at, newest_commits.committed_at, newest_ref.committed_at
    ) as known_until
  from repository
  left join fetched using (repository_id)
  left join newest_commits using (repository_id)
  left join newest_ref using (repository_id)
)
select
  subject_repositories.subject_id as repository_id,
  min(copies.known_until) as known_until,
  max(copies.known_until) as newest_known_until
from subject_repositories
join copies using (repository_id)
where copies.known_until is not null
group by subject_repositories.subject_id
