-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Packages in use, each version once; an empty version where no file of a repository says one.
select purl, version
from taken
group by purl, version
having
  version <> ''
  or purl not in (select purl from taken as other where other.version <> '')
order by purl, version
