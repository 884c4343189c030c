-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- A package that a repository of a subject needs. Whether it is asked for directly was told
-- file by file: by the lock itself, or by the manifests of its own project.
select
  subject_repositories.subject_id as repository_id,
  package_needed.repository_id as home_id,
  package_needed.path,
  package_needed.line,
  package_needed.format,
  package_needed.purl,
  package_needed.name,
  package_needed.version,
  package_needed.requirement,
  package_needed.commit_id,
  package_needed.scope,
  package_needed.is_direct,
  package_needed.is_locked,
  package_needed.requires,
  package_needed.licence
from package_needed
join subject_repositories using (repository_id)
