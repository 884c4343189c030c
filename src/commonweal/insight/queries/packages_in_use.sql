-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Every package in use by name, with its place in that order, from 0.
select
  purl,
  min(name) as name,
  row_number() over (order by lower(min(name)), purl) - 1 as place
from taken
group by purl
