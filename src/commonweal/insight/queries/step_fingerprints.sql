-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- A digest of the steps of each subject: what they say of it, and where they stand in the list.
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
      placed.digest
    )
  )::varchar as digest
from occurrence
join placed using (reason_id, target)
group by occurrence.subject_id
order by occurrence.subject_id
