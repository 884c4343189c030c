-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- The periods of each subject. A copy that was last brought up to date some time ago knows nothing
-- of the days after: its periods end there, and it has only the months that were over by then.
-- Less than a day is no difference, so that a copy fetched this morning counts as one of today.
-- Where a committer's clock is a little ahead of ours, what is running now ends with that commit.
with ends as (
  select
    subjects.subject_id,
    case
      when seen.seen_until <= $until::timestamp - interval 1 day then seen.seen_until
      else greatest($until::timestamp, seen.seen_until)
    end as seen_until
  from subjects
  left join seen on seen.repository_id = subjects.subject_id
)
select
  ends.subject_id,
  spans.period,
  case
    when spans.period = 'now' and $months is not null
      then least(spans.since, ends.seen_until - to_months($months::integer))
    when spans.period = 'year_ago'
      then least(spans.since, ends.seen_until - to_months(12 + $months::integer))
    else spans.since
  end as since,
  case
    when spans.period = 'year_ago' then least(spans.until, ends.seen_until - interval 12 months)
    when spans.until = $until::timestamp then ends.seen_until
    else least(spans.until, ends.seen_until)
  end as until
from ends
join spans on spans.period in ('now', 'year_ago') or spans.until <= ends.seen_until
order by spans.until desc, spans.period, ends.subject_id
