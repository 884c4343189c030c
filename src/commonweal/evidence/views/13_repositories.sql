-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- A repository of a subject. Without `has_files`, nothing can be said of what its tree lacks.
select
  subject_repositories.subject_id as repository_id,
  repository.repository_id as home_id,
  repository.name,
  repository.family_id,
  repository.is_read,
  repository.head_commit,
  repository.is_shallow,
  repository.is_light,
  repository.repository_id in (select tree_file.repository_id from tree_file) as has_files
from subject_repositories
join repository using (repository_id)
