-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Packages in use, each version once; an empty version where no file of a repository says one.
select purl, version
from package_needed
group by purl, version
having
  version <> ''
  or purl not in (select purl from package_needed as other where other.version <> '')
order by purl, version
