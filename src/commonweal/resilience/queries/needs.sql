-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Packages of a repository, each once: needed to run or to build, or for development and
-- extras alone.
select
  repository_id,
  purl,
  bool_or(scope in ('runtime', 'build', 'container', 'submodule')) as is_needed
from package_needed
group by repository_id, purl
order by repository_id, purl
