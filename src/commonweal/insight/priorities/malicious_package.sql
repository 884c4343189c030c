-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- A package in use that an advisory calls malicious.
select
  entries.entry_id as subject_id,
  exposures.purl as target,
  'malicious' as reason,
  'remove' as remedy,
  count(distinct exposures.advisory_id) as advisories,
  min(exposures.path || case when exposures.line > 0 then ':' || exposures.line else '' end) as place
from exposures
join entries on entries.repository_id = exposures.home_id
where exposures.repository_id = 'portfolio' and exposures.is_open and exposures.kind = 'malicious'
group by entries.entry_id, exposures.purl
order by all
