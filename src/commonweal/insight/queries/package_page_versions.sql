-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- What files say of the versions of some packages: those they name, in locks or elsewhere, and
-- what manifests ask for. `alone` are projects of which no file names a version.
with used as (
  select
    taken.purl,
    taken.version,
    case when taken.version = '' then taken.requirement else '' end as asked,
    taken.is_locked,
    entries.entry_id,
    bool_or(taken.version <> '') over (
      partition by taken.purl, entries.entry_id
    ) as has_version
  from taken
  join entries using (repository_id)
  where taken.purl in (select unnest($purls))
)
select
  purl,
  version,
  asked,
  bool_or(is_locked) as is_locked,
  count(distinct entry_id) as projects,
  count(distinct entry_id) filter (where not has_version) as alone
from used
group by purl, version, asked
order by purl, version, asked
