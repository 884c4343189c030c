-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Which commits a subject has, each once: forks inside one subject share commits.
select distinct
  subject_repositories.subject_id,
  repository_commit.family_id,
  repository_commit.commit_no
from subject_repositories
join repository_commit using (repository_id)
