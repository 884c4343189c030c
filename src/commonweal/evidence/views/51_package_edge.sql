-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- One repository needs what another one provides, with the place that says so. What a
-- repository provides itself it does not take from elsewhere; forks need nothing of each other.
select
  package_needed.repository_id as needing_id,
  provided.repository_id as providing_id,
  package_needed.purl,
  package_needed.name,
  package_needed.version,
  package_needed.requirement,
  package_needed.scope,
  package_needed.path,
  package_needed.line,
  package_needed.is_locked
from package_needed
join (
  select distinct repository_id, purl from provisions
) as provided using (purl)
join repository as needing on needing.repository_id = package_needed.repository_id
join repository as providing on providing.repository_id = provided.repository_id
where
  package_needed.repository_id <> provided.repository_id
  and needing.family_id is distinct from providing.family_id
  and (package_needed.repository_id, package_needed.purl) not in (
    select own.repository_id, own.purl from provisions as own
  )
