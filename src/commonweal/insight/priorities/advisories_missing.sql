-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Versions of packages that were not looked up, though there are advisories of their ecosystems.
select
  'portfolio' as subject_id,
  'missing' as reason,
  'import' as remedy,
  string_agg(ecosystem, ', ' order by packages + unversioned desc, ecosystem) as ecosystems,
  sum(packages)::bigint as packages
from advisory_coverage
join known_ecosystem using (ecosystem)
where not is_looked_up and packages > 0
having count(*) > 0
