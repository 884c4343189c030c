-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Every place that names a concerned version; records of one problem are one row.
select
  package_needed.repository_id,
  package_needed.path,
  package_needed.line,
  package_needed.purl,
  package_needed.version,
  grouped.advisory_id,
  arg_min(hit.record_id, (hit.why <> 'in_range', hit.end_kind <> 'fixed', hit.record_id)),
  arg_min(hit.why, (hit.why <> 'in_range', hit.end_kind <> 'fixed', hit.record_id)),
  arg_min(hit.introduced, (hit.why <> 'in_range', hit.end_kind <> 'fixed', hit.record_id)),
  arg_min(hit.end_kind, (hit.why <> 'in_range', hit.end_kind <> 'fixed', hit.record_id)),
  arg_min(hit.end_version, (hit.why <> 'in_range', hit.end_kind <> 'fixed', hit.record_id)),
  coalesce(arg_max(hit.end_version, hit.high) filter (where hit.end_kind = 'fixed'), '')
from package_needed
join hit using (purl, version)
join grouped using (record_id)
group by all
order by all
