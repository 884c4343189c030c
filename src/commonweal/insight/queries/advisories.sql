-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- All advisories that concern something in use.
select
  advisory_id,
  kind,
  level,
  aliases,
  summary,
  published,
  modified,
  score,
  vector,
  links
from advisory
order by advisory_id
