-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- What a repository really provides: a manifest that names another home came with a copy.
-- Where the repository's own address is not known, the manifest nearest to the root says it.
with addresses as (
  select repository_id, purl as home from package_provided where path = ''
),
homes as (
  select
    package_provided.repository_id,
    coalesce(
      min(addresses.home),
      arg_min(
        package_provided.home,
        (len(string_split(package_provided.path, '/')), package_provided.path)
      ) filter (where package_provided.home <> '' and package_provided.path not like '%/%')
    ) as home
  from package_provided
  left join addresses using (repository_id)
  group by package_provided.repository_id
)
select
  package_provided.repository_id,
  package_provided.path,
  package_provided.line,
  package_provided.purl,
  package_provided.name,
  package_provided.version
from package_provided
join homes using (repository_id)
where coalesce(package_provided.home, '') = '' or package_provided.home = homes.home
