-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- A domain that few people use is no organisation, or would name these people; names
-- that the office wrote are shown. What is not known is shown as a part, however large it is.
with named_commits as (
  select
    repository_id,
    period,
    case
      when is_organisation_guessed
        and count(distinct person_id) over (partition by repository_id, period, organisation) < $fewest
      then 'not known'
      else coalesce(organisation, 'not known')
    end as organisation
  from commits
  join periods on subject_id = repository_id and committed_at >= since and committed_at < until
  where not is_bot
),
organisations as (
  select repository_id, period, organisation, count(*) as commits
  from named_commits
  group by all
),
ranked_organisations as (
  select
    *,
    row_number() over (
      partition by repository_id, period order by organisation = 'not known', commits desc, organisation
    ) as rank
  from organisations
)
select repository_id, period, organisation as label, commits as value
from ranked_organisations
where rank <= $most or organisation = 'not known'
order by repository_id, period, label
