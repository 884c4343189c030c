-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- One repository needs what another one provides, with the place that says so. Forks need
-- nothing of each other.
select
  taken.repository_id as needing_id,
  provided.repository_id as providing_id,
  taken.purl,
  taken.name,
  taken.version,
  taken.requirement,
  taken.scope,
  taken.path,
  taken.line,
  taken.is_locked
from taken
join (
  select distinct repository_id, purl from provisions
) as provided using (purl)
join repository as needing on needing.repository_id = taken.repository_id
join repository as providing on providing.repository_id = provided.repository_id
where
  taken.repository_id <> provided.repository_id
  and needing.family_id is distinct from providing.family_id
