-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- How a subject uses a package: at how many versions, in how many entries of the portfolio.
-- What a repository makes itself it does not use from elsewhere.
select
  needs.repository_id as subject_id,
  needs.purl,
  count(distinct needs.version) filter (where needs.version <> '') as versions,
  count(distinct entries.entry_id) as projects,
  count(distinct needs.home_id) as repositories,
  coalesce(bool_or(needs.is_direct), false) as is_direct,
  bool_or(needs.scope in ('runtime', 'build', 'container', 'submodule')) as is_needed
from needs
join entries on entries.repository_id = needs.home_id
where
  not exists (
    select 1 from provisions as own where own.repository_id = needs.home_id and own.purl = needs.purl
  )
group by needs.repository_id, needs.purl
