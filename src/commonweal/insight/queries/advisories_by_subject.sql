-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Advisories that concern a subject, a row for each package that they are about.
select
  exposures.repository_id,
  advisory_id,
  min(kind),
  min(level),
  min(score),
  min(summary),
  min(published),
  purl,
  list(distinct version),
  list(distinct fixed) filter (where fixed <> ''),
  list(distinct entries.entry_id),
  list(distinct coalesce(status, 'open')),
  bool_or(is_open)
from exposures
join entries on entries.repository_id = exposures.home_id
group by exposures.repository_id, advisory_id, purl
order by exposures.repository_id, advisory_id, purl
