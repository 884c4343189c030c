-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- What an automaton does that is there to update dependencies counts, whatever its title says:
-- "Bump picomatch", "fix: pom.xml to reduce vulnerabilities". Others tell it in the first line:
-- "Update dependency x". The twelve months end where the copy does: of what came later nothing
-- is known.
with recent as (
  select
    repository_id,
    count(*) filter (
      where is_bot and not is_agent
      and committed_at >= least(
        survey.surveyed_at, known_until.newest_known_until + interval 1 second
      ) - interval 12 months
      and (
        is_updater
        or regexp_matches(
          left(subject, 300),
          '\b((auto-?)?(bump|update|upgrade)|pin|lock)s?\b.{0,200}\b(from|to [v0-9]|dependenc|digest|requirement|lock ?file|v?[0-9]+\.|group (across|with)|with [0-9]+ updates?)|\b(pre-?commit|flake\.lock|nixpkgs|cargo|npm|composer|pip|go mod).{0,40}\b(auto-?)?updates?\b',
          'i'
        )
        and not regexp_matches(left(subject, 300), '\b(bump|update)s? (the |its |our )?(\w+ )?version\b', 'i')
      )
    ) as commits
  from commits
  cross join survey
  left join known_until using (repository_id)
  group by repository_id
),
judged as (
  select
    repositories.repository_id,
    recent.commits,
    case
      when recent.commits is null then 'not_read'
      when recent.commits > 0 then 'found'
      else 'none'
    end as reason
  from repositories
  left join recent using (repository_id)
  where repositories.repository_id = repositories.home_id
)
select
  repository_id,
  case reason when 'found' then 'true' when 'none' then 'false' else 'unknown' end as outcome,
  reason,
  commits
from judged
order by repository_id
