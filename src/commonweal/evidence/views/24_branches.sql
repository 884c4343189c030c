-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- A branch of a repository of a subject.
select
  subject_repositories.subject_id as repository_id,
  branch.repository_id as home_id,
  branch.name,
  branch.committed_at,
  branch.is_default,
  branch.is_merged
from branch
join subject_repositories using (repository_id)
