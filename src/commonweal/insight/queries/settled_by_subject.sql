-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- The controls that each step settles, by subject: as `settled_controls`, for all at once.
select distinct
  occurrence.subject_id,
  occurrence.reason_id,
  occurrence.target,
  obstacle.standard_id,
  obstacle.control_id
from occurrence
join obstacle using (subject_id)
left join absorbs
  on absorbs.reason_id = occurrence.reason_id
  and absorbs.probe_id = split_part(obstacle.fact, ':', 1)
where
  case
    when occurrence.reason_id = 'open_questions' then obstacle.asks = 'answer'
    when occurrence.reason_id = 'standard_gap'
      then obstacle.asks = 'fact' and split_part(obstacle.fact, ':', 1) = occurrence.target
    else obstacle.asks = 'fact' and absorbs.probe_id is not null
  end
order by all
