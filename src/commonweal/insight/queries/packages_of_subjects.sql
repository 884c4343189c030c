-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Packages of some subjects: those with open advisories, and the most used, with their users.
with used as (
  select *
  from package_uses
  where repository_id in (select unnest($subjects))
),
chosen as (
  select used.*
  from used
  left join threatened using (repository_id, purl)
  qualify
    threatened.purl is not null
    or row_number() over (
      partition by repository_id
      order by projects desc, repositories desc, is_direct desc, purl
    ) <= $kept
),
providers as (
  select purl, min(entry_id) as entry_id
  from provisions
  join entries using (repository_id)
  group by purl
),
unversioned as (
  select repository_id, purl, count(*) as projects
  from (
    select uses.repository_id, uses.purl, entries.entry_id
    from uses
    join entries on entries.repository_id = uses.home_id
    where uses.repository_id in (select unnest($subjects))
    group by all
    having not bool_or(uses.version <> '')
  ) as without_version
  group by repository_id, purl
)
select
  chosen.repository_id,
  chosen.purl,
  list(distinct uses.version) filter (where uses.version <> ''),
  list(distinct uses.requirement) filter (where uses.version = '' and uses.requirement <> ''),
  any_value(chosen.projects),
  any_value(chosen.repositories),
  list_slice(list_sort(list(distinct entries.entry_id)), 1, 4),
  any_value(chosen.is_direct),
  any_value(chosen.is_needed),
  any_value(providers.entry_id),
  coalesce(any_value(unversioned.projects), 0)
from chosen
join uses on uses.repository_id = chosen.repository_id and uses.purl = chosen.purl
join entries on entries.repository_id = uses.home_id
left join providers on providers.purl = chosen.purl
left join unversioned
  on unversioned.repository_id = chosen.repository_id and unversioned.purl = chosen.purl
where uses.repository_id in (select unnest($subjects))
group by chosen.repository_id, chosen.purl
order by chosen.repository_id, chosen.purl
