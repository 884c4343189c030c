-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- A domain that one person alone uses would name that person, so such domains
-- stand together; names that the office wrote are shown.
with named_commits as (
  select
    repository_id,
    period,
    case
      when is_organisation_guessed
        and count(distinct person_id) over (partition by repository_id, period, organisation) < 2
      then 'domains of one person'
      else organisation
    end as organisation
  from commits
  join periods on committed_at >= since and committed_at < until
  where not is_bot and organisation is not null
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
      partition by repository_id, period order by commits desc, organisation
    ) as rank
  from organisations
)
select repository_id, period, organisation as label, commits as value
from ranked_organisations
where rank <= $most
order by repository_id, period, label
