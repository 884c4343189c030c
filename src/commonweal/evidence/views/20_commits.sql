-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- A commit of a subject, with the people behind it.
select
  membership.subject_id as repository_id,
  commit.family_id,
  commit.commit_no,
  lower(hex(commit.commit_id)) as commit_id,
  coalesce(author.person_id, commit.author_key::varchar) as person_id,
  coalesce(committer.person_id, commit.committer_key::varchar) as committer_id,
  commit.authored_at,
  commit.author_zone,
  commit.committed_at,
  commit.committer_zone,
  commit.subject,
  commit.is_merge,
  commit.is_boundary,
  commit.is_date_doubtful,
  commit.signature,
  coalesce(author.is_bot, false) as is_bot,
  affiliation.organisation
from membership
join commit using (family_id, commit_no)
left join person as author on author.person_key = commit.author_key
left join person as committer on committer.person_key = commit.committer_key
left join affiliation
  on affiliation.person_id = author.person_id
  and commit.committed_at >= coalesce(affiliation.since, timestamp '0001-01-01')
  and commit.committed_at < coalesce(affiliation.until, timestamp '9999-01-01')
