-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Trial versions are for those who test, so that they are no news for others.
with newest as (
  select
    repository_id,
    max(released_at) as released_at,
    arg_max(version, (released_at, version)) as version
  from releases
  where not is_prerelease
  group by repository_id
),
judged as (
  select
    repositories.repository_id,
    newest.version,
    newest.released_at,
    known_until.known_until,
    case
      when newest.released_at >= survey.surveyed_at - interval 12 months then 'recent'
      when repositories.is_shallow then 'cut'
      when known_until.known_until < survey.surveyed_at - interval 30 days then 'old_copy'
      when newest.released_at is null then 'none'
      else 'old'
    end as reason
  from repositories
  cross join survey
  left join newest using (repository_id)
  left join known_until using (repository_id)
  where repositories.repository_id = repositories.home_id
)
select
  repository_id,
  case
    when reason = 'recent' then 'true' when reason in ('cut', 'old_copy') then 'unknown' else 'false'
  end as outcome,
  reason,
  case when reason in ('recent', 'old') then version end as version,
  strftime(
    case
      when reason = 'old_copy' then known_until when reason in ('recent', 'old') then released_at
    end,
    '%Y-%m-%d'
  ) as day
from judged
order by repository_id
