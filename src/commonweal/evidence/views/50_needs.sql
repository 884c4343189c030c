-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- A package that a repository of a subject needs. Where the lock file does not say
-- whether it is asked for directly, a manifest of the same repository does.
with asked as (
  select distinct repository_id, purl from package_needed where not is_locked
)
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
  coalesce(
    package_needed.is_direct,
    case
      when asked.purl is not null then true
      when package_needed.repository_id in (select asked.repository_id from asked) then false
    end
  ) as is_direct,
  package_needed.is_locked,
  package_needed.requires
from package_needed
join subject_repositories using (repository_id)
left join asked using (repository_id, purl)
