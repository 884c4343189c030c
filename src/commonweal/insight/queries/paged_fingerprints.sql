-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- A digest of all that files say of each package that has a page, and of what leads to them. The
-- commit counts where a page may link to a file at it.
with called as (
  select purl, min(name) as name
  from package_needed
  group by purl
),
said as (
  select
    taken.purl,
    hash(
      taken.repository_id,
      taken.path,
      taken.line,
      taken.name,
      taken.version,
      taken.requirement,
      taken.scope,
      taken.is_direct,
      taken.is_locked,
      taken.licence,
      repository.name,
      coalesce(repository.origin, repository.locator),
      case
        when coalesce(repository.origin, repository.locator) like 'https://%'
        then repository.head_commit
      end
    ) as digest
  from taken
  join repository using (repository_id)
  where taken.purl in (select paged_package.purl from paged_package)
  union all
  select
    paged_parent.purl,
    hash(
      paged_parent.repository_id,
      paged_parent.version,
      paged_parent.parent,
      called.name,
      paged_parent.parent in (select paged_package.purl from paged_package)
    ) as digest
  from paged_parent
  left join called on called.purl = paged_parent.parent
  union all
  select
    gateway.purl,
    hash(
      gateway.repository_id,
      gateway.path,
      gateway.version,
      gateway.gateway,
      called.name,
      gateway.gateway in (select paged_package.purl from paged_package)
    ) as digest
  from gateway
  left join called on called.purl = gateway.gateway
  union all
  select provisions.purl, hash(entries.entry_id) as digest
  from provisions
  join entries using (repository_id)
)
select purl, count(*)::varchar || '-' || sum(digest)::varchar as digest
from said
group by purl
order by purl
