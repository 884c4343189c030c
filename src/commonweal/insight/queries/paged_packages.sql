-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Which packages have a page: all that an advisory concerns, and of those that a project asks
-- for itself or that several use, the $most that most projects use.
with used as (
  select purl, projects, repositories, is_direct
  from package_uses
  where repository_id = 'portfolio'
),
most_used as (
  select purl
  from used
  where is_direct or projects > 1
  order by projects desc, repositories desc, is_direct desc, purl
  limit $most
)
select purl from most_used
union
select used.purl from used where used.purl in (select exposure.purl from exposure)
