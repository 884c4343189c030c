-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- A package that a repository takes from elsewhere: what it makes itself is no use of it, what
-- another repository of the portfolio makes is. All counts of packages rest on this.
select
  package_needed.repository_id,
  package_needed.path,
  package_needed.line,
  package_needed.purl,
  package_needed.name,
  package_needed.version,
  package_needed.requirement,
  package_needed.scope,
  package_needed.is_direct,
  package_needed.is_locked,
  package_needed.licence
from package_needed
where
  not exists (
    select 1
    from provisions as own
    where own.repository_id = package_needed.repository_id and own.purl = package_needed.purl
  )
