-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- How a subject uses a package: at how many versions, in how many entries of the portfolio.
select
  package_use.subject_id as repository_id,
  package_use.purl,
  package_use.versions,
  package_use.projects,
  package_use.repositories,
  package_use.is_direct,
  package_use.is_needed
from package_use
