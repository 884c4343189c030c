-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Where versions are named that an advisory concerns.
select
  exposures.advisory_id,
  entries.entry_id,
  repository.name,
  repository.origin,
  repository.head_commit,
  exposures.path,
  exposures.line,
  exposures.purl,
  exposures.version,
  min(package_needed.scope),
  any_value(exposures.why),
  any_value(exposures.introduced),
  any_value(exposures.end_kind),
  any_value(exposures.end_version),
  any_value(exposures.fixed),
  any_value(coalesce(exposures.status, 'open')),
  any_value(coalesce(exposures.because, '')),
  any_value(coalesce(exposures.link, ''))
from exposures
join entries on entries.repository_id = exposures.home_id
join repository on repository.repository_id = exposures.home_id
left join package_needed
  on package_needed.repository_id = exposures.home_id
  and package_needed.path = exposures.path
  and package_needed.purl = exposures.purl
  and package_needed.version = exposures.version
where exposures.repository_id = 'portfolio'
group by all
order by all
