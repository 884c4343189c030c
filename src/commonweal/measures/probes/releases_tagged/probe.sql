-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- A repository may have several series of versions, that of a chart for example. The whole has
-- versions without a name before them: where such were given of late, they are what is told.
-- A fix of an old line may be the latest by date, so that the highest version is told too.
with dated as (
  select
    repository_id,
    version,
    released_at,
    is_prerelease,
    coalesce(series, '') as series,
    max(released_at) over (partition by repository_id) as latest_at,
    max(released_at) filter (where coalesce(series, '') = '') over (partition by repository_id)
      as whole_at
  from releases
),
counted as (
  select repository_id, count(*) as releases, count(distinct series) as series
  from dated
  group by repository_id
),
told as (
  select
    *,
    list_transform(
      regexp_extract_all(version, '[0-9]+'), lambda number: coalesce(try_cast(number as hugeint), 0)
    ) as numbers
  from dated
  where series = '' or whole_at is null or whole_at < latest_at - interval 24 months
),
newest as (
  select
    repository_id,
    arg_max(version, (released_at, version)) as newest,
    max(released_at) as released_at,
    arg_max(version, (numbers, version)) filter (where not coalesce(is_prerelease, false)) as highest
  from told
  group by repository_id
),
judged as (
  select
    repositories.repository_id,
    counted.releases,
    counted.series,
    newest.newest,
    newest.highest,
    newest.released_at,
    case
      when counted.releases > 0 and newest.highest <> newest.newest then 'tagged_differently'
      when counted.releases > 0 and counted.series > 1 then 'tagged_series'
      when counted.releases > 0 then 'tagged'
      when is_shallow then 'cut'
      else 'none'
    end as reason
  from repositories
  left join counted using (repository_id)
  left join newest using (repository_id)
  where repositories.repository_id = repositories.home_id
)
select
  repository_id,
  case reason when 'cut' then 'unknown' when 'none' then 'false' else 'true' end as outcome,
  reason,
  releases,
  newest,
  case when reason = 'tagged_series' then series end as series,
  case when reason = 'tagged_differently' then highest end as highest,
  case when reason = 'tagged_differently' then strftime(released_at, '%Y-%m-%d') end as day
from judged
order by repository_id
