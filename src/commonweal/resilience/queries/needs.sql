-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Packages of a repository, each once: needed to run or to build, or for development and
-- extras alone.
select package_uses.repository_id, package_uses.purl, package_uses.is_needed
from package_uses
where package_uses.repository_id in (select repository.repository_id from repository)
order by package_uses.repository_id, package_uses.purl
