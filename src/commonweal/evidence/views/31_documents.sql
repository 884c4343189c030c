-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- A file that matters, with its text.
select
  subject_repositories.subject_id as repository_id,
  document.repository_id as home_id,
  document.path,
  document.kind,
  document.text,
  document.size,
  document.is_truncated
from document
join subject_repositories using (repository_id)
