-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- A path changed by a commit of a subject. Lines are null until they were counted.
select
  membership.subject_id as repository_id,
  change.family_id,
  change.commit_no,
  change.path,
  change.old_path,
  change.status,
  change.similarity,
  change.kind,
  change.added,
  change.deleted,
  coalesce(author.person_id, commit.author_key::varchar) as person_id,
  coalesce(author.is_bot, false) as is_bot,
  commit.committed_at
from membership
join change using (family_id, commit_no)
join commit using (family_id, commit_no)
left join person as author on author.person_key = commit.author_key
where not commit.is_boundary
