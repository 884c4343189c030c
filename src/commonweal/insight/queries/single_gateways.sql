-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Packages with open advisories that the same other package brings in everywhere.
select distinct_place.purl, min(coalesce(gateway.gateway, ''))
from (
  select distinct home_id, path, purl, version
  from exposures
  where repository_id = 'portfolio' and is_open
) as distinct_place
left join gateway
  on gateway.repository_id = distinct_place.home_id
  and gateway.path = distinct_place.path
  and gateway.purl = distinct_place.purl
  and gateway.version = distinct_place.version
group by distinct_place.purl
having
  count(distinct coalesce(gateway.gateway, '')) = 1
  and min(coalesce(gateway.gateway, '')) not in ('', distinct_place.purl)
order by distinct_place.purl
