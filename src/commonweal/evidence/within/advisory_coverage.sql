-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Coverage of the ecosystems in use in this part of the portfolio, with its own counts.
with packages as (
  select
    regexp_extract(purl, '^pkg:([^/]*)/', 1) as purl_type,
    count(distinct version) filter (where version <> '') as versions
  from taken
  group by purl
),
counted as (
  select
    purl_type,
    sum(versions)::bigint as packages,
    count(*) filter (where versions = 0) as unversioned
  from packages
  group by purl_type
)
select
  whole_advisory_coverage.* replace (
    counted.packages as packages, counted.unversioned as unversioned
  )
from whole_advisory_coverage
join counted using (purl_type)
