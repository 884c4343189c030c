-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- What other reasons settle in standards: a gap that several steps settle counts for each in part.
with holder as (
  select
    occurrence.reason_id,
    occurrence.target,
    occurrence.subject_id,
    gap.importance / count(*) over (partition by gap.subject_id, gap.probe_id) as share
  from gap
  join absorbs using (probe_id)
  join occurrence
    on occurrence.reason_id = absorbs.reason_id and occurrence.subject_id = gap.subject_id
)
-- Rounded: in whichever order shares are added, their sum is the same.
select reason_id, target, subject_id, round(sum(share), 9) as settled
from holder
group by reason_id, target, subject_id
order by all
