-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- A package that a repository of a subject takes from elsewhere.
select
  subject_repositories.subject_id as repository_id,
  taken.repository_id as home_id,
  taken.purl,
  taken.name,
  taken.version,
  taken.requirement,
  taken.scope,
  taken.is_direct,
  taken.is_locked,
  taken.licence
from taken
join subject_repositories using (repository_id)
