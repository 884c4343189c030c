-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Some packages of a subject with their open advisories, a row for each pair of both.
with open_exposure as (
  select *
  from exposures
  where repository_id = $subject and is_open and purl in (select unnest($purls))
),
used as (
  select
    needs.purl,
    bool_or(needs.scope in ('runtime', 'build', 'container', 'submodule')) as is_needed,
    coalesce(bool_or(needs.is_direct), false) as is_direct,
    count(distinct needs.version) filter (where needs.version <> '') as versions
  from needs
  where
    needs.repository_id = $subject
    and needs.purl in (select open_exposure.purl from open_exposure)
  group by needs.purl
)
select
  open_exposure.purl,
  open_exposure.advisory_id,
  any_value(open_exposure.kind),
  any_value(open_exposure.level),
  list(distinct open_exposure.version),
  list(distinct entries.entry_id),
  coalesce(any_value(used.is_needed), true),
  coalesce(any_value(used.is_direct), false) and coalesce(any_value(used.versions), 0) = 1
from open_exposure
join entries on entries.repository_id = open_exposure.home_id
left join used on used.purl = open_exposure.purl
group by open_exposure.purl, open_exposure.advisory_id
order by open_exposure.purl, open_exposure.advisory_id
