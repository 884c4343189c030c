-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Through which packages some others come in, and in how many projects: those that ask for them
-- in the same file, and those that alone bring an affected version in.
with asking as (
  select paged_parent.purl, paged_parent.parent, entries.entry_id, false as is_alone
  from paged_parent
  join entries using (repository_id)
  where paged_parent.purl in (select unnest($purls))
  union all
  select gateway.purl, gateway.gateway as parent, entries.entry_id, true as is_alone
  from gateway
  join entries using (repository_id)
  where gateway.gateway <> gateway.purl and gateway.purl in (select unnest($purls))
)
select
  purl,
  parent,
  count(distinct entry_id) filter (where not is_alone) as projects,
  count(distinct entry_id) filter (where is_alone) as alone
from asking
group by purl, parent
order by purl, alone desc, projects desc, parent
