-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Weights and upper bounds are those of Pike's score. What only a forge knows (issues,
-- comments, mentions) is in neither sum.
with histories as (
  select
    repository_id,
    period,
    date_diff('day', min(committed_at) filter (where not is_date_doubtful), max(until)) / 30.0
      as months_old,
    date_diff('day', max(committed_at) filter (where not is_date_doubtful), max(until)) / 30.0
      as months_quiet,
    count(distinct person_id) filter (where not is_bot) as people,
    count(distinct organisation) filter (where not is_bot) as organisations,
    count(*) filter (where not is_bot and committed_at >= until - interval 12 months) / 52.0
      as commits_a_week
  from commits
  join periods on subject_id = repository_id and committed_at >= since and committed_at < until
  group by repository_id, period
  having not bool_or(is_boundary)
),
recent_releases as (
  select repository_id, period, count(*) as releases
  from releases
  join periods
    on subject_id = repository_id
    and released_at >= until - interval 12 months
    and released_at < until
  group by all
),
-- Dependants are counted inside the portfolio. Of the whole of it, or of a group, there are none
-- to see, and nobody can ask for what has no name to ask for: there the term is left out.
dependants as (
  select repositories.repository_id, count(distinct package_edges.needing_id) as dependants
  from repositories
  left join package_edges
    on package_edges.providing_id = repositories.home_id
    and (repositories.repository_id, package_edges.needing_id) not in (
      select own.repository_id, own.home_id from repositories as own
    )
  where repositories.repository_id <> 'portfolio' and not starts_with(repositories.repository_id, 'group:')
  group by repositories.repository_id
  having bool_or(
    repositories.home_id in (select package_provided.repository_id from package_provided)
  )
),
terms as (
  select repository_id, period, 1.0 as weight, 120 as upper, months_old as amount, false as is_less
  from histories
  union all
  select repository_id, period, 1.0, 120, months_quiet, true from histories
  union all
  select repository_id, period, 2.0, 5000, people, false from histories
  union all
  select repository_id, period, 1.0, 10, organisations, false from histories
  union all
  select repository_id, period, 1.0, 1000, commits_a_week, false from histories
  union all
  select repository_id, period, 0.5, 26, coalesce(releases, 0), false
  from histories
  left join recent_releases using (repository_id, period)
  union all
  -- As the score's variant with dependants weighs them.
  select repository_id, period, 4.0, 200000, dependants, false
  from histories
  join dependants using (repository_id)
),
scores as (
  select
    repository_id,
    period,
    weight,
    amount,
    case
      when not is_less then ln(1 + least(amount, upper)) / ln(1 + upper)
      -- The original takes the difference before the logarithm, so that five quiet years
      -- of ten cost a seventh only.
      when $inverts_first = 1 then ln(1 + upper - least(amount, upper)) / ln(1 + upper)
      else 1 - ln(1 + least(amount, upper)) / ln(1 + upper)
    end as score
  from terms
)
select repository_id, period, sum(weight * score) / sum(weight) as value
from scores
group by all
-- Nothing but doubtful dates leaves the ages unknown, and so the score.
having count(amount) = count(*)
order by repository_id, period
