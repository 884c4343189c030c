-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Gaps in standards that no other reason to act settles, and questions that wait for a person.
select
  case when gap.probe_id = '' then 'open_questions' else 'standard_gap' end as reason_id,
  gap.probe_id as target,
  gap.subject_id,
  case when gap.is_chosen then 'chosen' else '' end as grade,
  case when gap.probe_id = '' then 'open' else 'asked' end as reason,
  case when gap.probe_id = '' then 'answer' else '' end as remedy,
  gap.importance as settled,
  case when gap.probe_id = '' then $question * gap.controls else remediable.hours end as hours,
  '{"questions": ' || gap.controls || '}' as values,
  '' as place
from gap
left join remediable using (probe_id)
where
  (gap.probe_id = '' or remediable.probe_id is not null)
  and not exists (
    select 1
    from absorbs
    join occurrence using (reason_id)
    where absorbs.probe_id = gap.probe_id and occurrence.subject_id = gap.subject_id
  )
order by all
