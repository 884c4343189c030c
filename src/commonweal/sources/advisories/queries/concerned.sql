-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Packages in use that any record names, and whether one does so by semantic versions.
select purl, bool_or(is_semantic) as has_semantic
from advisory_interval
where purl in (select purl from package_needed)
group by purl
order by purl
