-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- The main organisation is the one with most commits of the last twelve months. A
-- guessed domain that one person alone uses is no organisation, and would name that person. The
-- twelve months end where the copy does: of what came later nothing is known.
with recent as (
  select
    repository_id,
    person_id,
    case
      when not is_organisation_guessed
        or min(person_id) over one_domain <> max(person_id) over one_domain
      then organisation
    end as organisation
  from commits
  cross join survey
  left join known_until using (repository_id)
  where
    committed_at >= least(
      surveyed_at, newest_known_until + interval 1 second
    ) - interval 12 months
    and not is_bot
    and not is_merge
  window one_domain as (partition by repository_id, organisation)
),
busy as (
  select repository_id, organisation, count(*) as commits
  from recent
  where organisation is not null
  group by repository_id, organisation
),
main as (
  select repository_id, arg_max(organisation, (commits, organisation)) as organisation
  from busy
  group by repository_id
),
people as (
  select
    recent.repository_id,
    recent.person_id,
    bool_or(recent.organisation is not null) as is_known,
    bool_or(recent.organisation = main.organisation) as is_inside
  from recent
  left join main using (repository_id)
  group by recent.repository_id, recent.person_id
),
counted as (
  select
    repository_id,
    count(*) as everybody,
    count(*) filter (where is_known) as people,
    count(*) filter (where is_known and not is_inside) as outside
  from people
  group by repository_id
),
judged as (
  select
    repositories.repository_id,
    counted.everybody,
    counted.people,
    counted.outside,
    main.organisation,
    case
      when counted.people is null then 'quiet'
      when counted.people = 0 then 'not_known'
      when counted.outside > 0 then 'outside'
      -- Of the others nothing is known: they may be from anywhere.
      when counted.people = 1 and counted.everybody > 1 then 'one_known'
      when 2 * counted.people < counted.everybody then 'one_known'
      else 'inside'
    end as reason
  from repositories
  left join counted using (repository_id)
  left join main using (repository_id)
  where repositories.repository_id = repositories.home_id
)
select
  repository_id,
  case reason when 'outside' then 'true' when 'inside' then 'false' else 'unknown' end as outcome,
  reason,
  case when reason = 'outside' then organisation end as organisation,
  case when reason = 'one_known' then everybody end as everybody
from judged
order by repository_id
