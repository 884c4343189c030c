-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- When a commit of an entry last changed a file.
select max(commit.committed_at)
from entries
join repository using (repository_id)
join repository_commit using (repository_id)
join change
  on change.family_id = repository_commit.family_id
  and change.commit_no = repository_commit.commit_no
join commit
  on commit.family_id = change.family_id
  and commit.commit_no = change.commit_no
where entries.entry_id = $entry and change.path = $path
