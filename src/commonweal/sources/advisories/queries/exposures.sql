-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Every place that names a concerned version; records of one problem are one row.
with matching as (
  -- Of several records of one problem a range goes first, then one that says where it ends.
  select *, (why <> 'in_range', end_kind <> 'fixed', record_id) as preference
  from advisory_match
)
select
  package_needed.repository_id,
  package_needed.path,
  package_needed.line,
  package_needed.purl,
  package_needed.version,
  grouped.advisory_id,
  arg_min(matching.record_id, matching.preference),
  arg_min(matching.why, matching.preference),
  arg_min(matching.introduced, matching.preference),
  arg_min(matching.end_kind, matching.preference),
  arg_min(matching.end_version, matching.preference),
  coalesce(arg_max(matching.end_version, matching.high) filter (where matching.end_kind = 'fixed'), '')
from package_needed
join matching using (purl, version)
join grouped using (record_id)
group by all
order by all
