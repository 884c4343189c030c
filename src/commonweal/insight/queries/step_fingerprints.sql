-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- A digest of the steps of each subject: what they say of it, and where they stand in the list.
-- Their places may lead to files at the commit that was read.
with read_at as (
  select
    entries.entry_id,
    sum(hash(repository.origin, repository.locator, repository.head_commit)) as digest
  from entries
  join repository using (repository_id)
  where coalesce(repository.origin, repository.locator) like 'https://%'
  group by entries.entry_id
)
select
  occurrence.subject_id as owner_id,
  count(*)::varchar || '-' || sum(
    hash(
      occurrence.reason_id,
      occurrence.target,
      occurrence.reason,
      occurrence.remedy,
      occurrence.values,
      occurrence.place,
      read_at.digest,
      placed.digest
    )
  )::varchar as digest
from occurrence
join placed using (reason_id, target)
left join read_at on read_at.entry_id = occurrence.subject_id
group by occurrence.subject_id
order by occurrence.subject_id
