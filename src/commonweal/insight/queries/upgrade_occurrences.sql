-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Packages with open advisories, for each project that uses them: what an upgrade settles
-- there. What serves development alone is of a milder grade.
with open_advisory as (
  select distinct
    entries.entry_id,
    exposures.purl,
    exposures.advisory_id,
    exposures.level
  from exposures
  join entries on entries.repository_id = exposures.home_id
  where
    exposures.repository_id = 'portfolio'
    and exposures.is_open
    and exposures.kind in ('vulnerability', 'notice')
),
level as (
  select grade, weight, row_number() over (order by weight desc, grade) as badness
  from grade
  where reason_id = $reason and weight is not null
),
counted as (
  select
    open_advisory.entry_id,
    open_advisory.purl,
    min(level.badness) as worst,
    round(sum(level.weight), 9) as settled
  from open_advisory
  join level on level.grade = open_advisory.level
  group by open_advisory.entry_id, open_advisory.purl
),
used as (
  select
    entries.entry_id,
    package_needed.purl,
    bool_or(
      package_needed.scope in ('runtime', 'build', 'container', 'submodule')
    ) as is_needed
  from package_needed
  join entries using (repository_id)
  where package_needed.purl in (select counted.purl from counted)
  group by entries.entry_id, package_needed.purl
),
fixable as (
  select purl, bool_or(target <> '') as has_target
  from upgrade
  group by purl
),
behind as (
  select purl
  from (
    select
      exposures.purl,
      coalesce(gateway.gateway, '') as gateway
    from exposures
    left join gateway
      on gateway.repository_id = exposures.home_id
      and gateway.path = exposures.path
      and gateway.purl = exposures.purl
      and gateway.version = exposures.version
    where exposures.repository_id = 'portfolio' and exposures.is_open
  )
  group by purl
  having count(distinct gateway) = 1 and min(gateway) not in ('', purl)
)
select
  $reason as reason_id,
  counted.purl as target,
  counted.entry_id as subject_id,
  level.grade || case when coalesce(used.is_needed, true) then '' else '_development' end as grade,
  case when level.grade = 'unknown' then 'unrated' else 'rated' end as reason,
  case
    when not coalesce(fixable.has_target, false) then 'decide'
    when behind.purl is not null then 'gateway'
    else 'upgrade'
  end as remedy,
  counted.settled as settled,
  case
    when not coalesce(fixable.has_target, false) then $decide
    when behind.purl is not null then $gateway
    else $upgrade
  end::double as hours,
  '{}' as values,
  '' as place
from counted
join level on level.badness = counted.worst
left join used using (entry_id, purl)
left join fixable on fixable.purl = counted.purl
left join behind on behind.purl = counted.purl
order by all
