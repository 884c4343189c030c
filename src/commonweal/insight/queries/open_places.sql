-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Open advisories by the place that names the affected version, with the entry it is of.
select
  exposures.home_id,
  exposures.path,
  exposures.purl,
  exposures.version,
  list(distinct exposures.advisory_id),
  min(entries.entry_id)
from exposures
join entries on entries.repository_id = exposures.home_id
where exposures.repository_id = 'portfolio' and exposures.is_open
group by exposures.home_id, exposures.path, exposures.purl, exposures.version
order by all
