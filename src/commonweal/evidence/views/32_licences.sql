-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- A licence that a repository of a subject states.
select
  subject_repositories.subject_id as repository_id,
  licence.repository_id as home_id,
  licence.path,
  licence.spdx,
  licence.basis,
  licence.coverage,
  licence.files
from licence
join subject_repositories using (repository_id)
