-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- A forge stands as committer of what it merges and squashes. Who pressed the button is the
-- author of a merge, and is not told of a squash: where most changes of people came in that
-- way, the few committers that are named are not those who put them in.
with taken_in as (
  select
    repository_id,
    period,
    case
      when not is_committer_bot then committer_id
      when is_merge and not is_bot then person_id
    end as taker_id,
    is_committer_bot and not is_merge and not is_bot as is_untold,
    not is_merge and not is_bot as is_change
  from commits
  join periods on subject_id = repository_id and committed_at >= since and committed_at < until
)
select
  repository_id,
  period,
  case
    when 2 * count(*) filter (where is_untold) <= count(*) filter (where is_change)
      then count(distinct taker_id)
  end as value
from taken_in
group by all
having count(taker_id) > 0 or count(*) filter (where is_untold) > 0
order by repository_id, period
