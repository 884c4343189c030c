-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- How a subject uses a package: at how many versions, in how many entries of the portfolio.
select
  uses.repository_id as subject_id,
  uses.purl,
  count(distinct uses.version) filter (where uses.version <> '') as versions,
  count(distinct entries.entry_id) as projects,
  count(distinct uses.home_id) as repositories,
  coalesce(bool_or(uses.is_direct), false) as is_direct,
  bool_or(uses.scope in ('runtime', 'build', 'container', 'submodule')) as is_needed
from uses
join entries on entries.repository_id = uses.home_id
group by uses.repository_id, uses.purl
