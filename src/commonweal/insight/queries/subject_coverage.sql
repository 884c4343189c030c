-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- What of the packages that subjects use was looked up, by ecosystem; what was not comes first.
-- A repository is `unlocked` where manifests ask for packages of an ecosystem and no file tells
-- what comes with them. What runs in CI and container images have no lock files.
with used as (
  select
    repository_id,
    home_id,
    purl,
    version,
    regexp_extract(purl, '^pkg:([^/]*)/', 1) as purl_type,
    is_direct is distinct from true or is_locked as tells_more,
    scope in ('runtime', 'optional', 'development')
    and not is_locked
    and not regexp_matches(purl, '^pkg:(docker|oci|github|gitlab|bitbucket|generic)/') as is_asked
  from uses
  where repository_id in (select unnest($subjects))
),
packages as (
  select
    repository_id,
    purl_type,
    purl,
    count(distinct version) filter (where version <> '') as versions
  from used
  group by repository_id, purl_type, purl
),
counted as (
  select
    repository_id,
    purl_type,
    sum(versions)::bigint as packages,
    count(*) filter (where versions = 0) as unversioned
  from packages
  group by repository_id, purl_type
),
homes as (
  select repository_id, purl_type, home_id
  from used
  group by repository_id, purl_type, home_id
  having bool_or(is_asked) and not bool_or(tells_more)
),
unlocked as (
  select repository_id, purl_type, count(*) as repositories
  from homes
  group by repository_id, purl_type
)
select
  counted.repository_id,
  coalesce(advisory_coverage.ecosystem, counted.purl_type) as ecosystem,
  counted.packages,
  counted.unversioned,
  coalesce(advisory_coverage.is_looked_up, false) as is_looked_up,
  coalesce(advisory_coverage.records, 0) as records,
  advisory_coverage.as_of,
  coalesce(unlocked.repositories, 0) as unlocked
from counted
left join advisory_coverage using (purl_type)
left join unlocked using (repository_id, purl_type)
order by
  counted.repository_id,
  is_looked_up,
  counted.packages + counted.unversioned desc,
  ecosystem
