-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- The controls that some steps settle, of one subject or of all.
select distinct
  wanted.reason_id,
  wanted.target,
  obstacle.standard_id,
  obstacle.control_id
from wanted
join occurrence using (reason_id, target)
join obstacle on obstacle.subject_id = occurrence.subject_id
left join absorbs
  on absorbs.reason_id = wanted.reason_id
  and absorbs.probe_id = split_part(obstacle.fact, ':', 1)
where
  ($subject = '' or occurrence.subject_id = $subject)
  and case
    when wanted.reason_id = 'open_questions' then obstacle.asks = 'answer'
    when wanted.reason_id = 'standard_gap'
      then obstacle.asks = 'fact' and split_part(obstacle.fact, ':', 1) = wanted.target
    else obstacle.asks = 'fact' and absorbs.probe_id is not null
  end
order by all
