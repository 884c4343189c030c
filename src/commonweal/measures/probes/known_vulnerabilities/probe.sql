-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- What is open speaks against it, whatever else is not known. For it speaks only that all was
-- looked up: each ecosystem in use, of development too, and each package with a version. What
-- a repository makes itself it does not take from elsewhere.
with package as (
  select
    needs.repository_id,
    needs.purl,
    string_split(substr(needs.purl, 5), '/')[1] as purl_type,
    bool_or(coalesce(needs.version, '') <> '') as has_version
  from needs
  left join (select distinct repository_id, purl from provisions) as own
    on own.repository_id = needs.repository_id and own.purl = needs.purl
  where needs.repository_id = needs.home_id and own.purl is null
  group by needs.repository_id, needs.purl
),
looked_up as (
  select
    package.repository_id,
    count(*) as packages,
    count(*) filter (where not package.has_version) as unversioned,
    string_agg(
      distinct coalesce(advisory_coverage.ecosystem, package.purl_type), ', '
      order by coalesce(advisory_coverage.ecosystem, package.purl_type)
    ) filter (where not coalesce(advisory_coverage.is_looked_up, false)) as ecosystems,
    -- The oldest database is what the answer is worth; one without a date leaves it open.
    case when count(*) = count(advisory_coverage.as_of)
      then strftime(min(advisory_coverage.as_of), '%Y-%m-%d')
    end as day
  from package
  left join advisory_coverage using (purl_type)
  group by package.repository_id
),
unread as (
  select repository_id, count(distinct place) as files
  from problem
  where stage in ('packages', 'sboms')
  group by repository_id
),
-- A version that stands in one line for several purposes is needed for the gravest.
hit as (
  select
    exposures.repository_id,
    exposures.path,
    exposures.line,
    exposures.advisory_id,
    any_value(exposures.why) = 'unknown_order' as is_unclear,
    any_value(exposures.level) as level,
    any_value(coalesce(exposures.score, 0)) as score,
    bool_or(coalesce(needs.scope, 'runtime') not in ('development', 'ci')) as is_needed
  from exposures
  left join needs
    on needs.repository_id = exposures.repository_id
    and needs.home_id = exposures.home_id
    and needs.path = exposures.path
    and needs.line = exposures.line
    and needs.purl = exposures.purl
    and needs.version = exposures.version
  where
    exposures.repository_id = exposures.home_id
    and exposures.is_open
    and exposures.kind in ('vulnerability', 'malicious')
  group by
    exposures.repository_id, exposures.path, exposures.line, exposures.purl,
    exposures.version, exposures.advisory_id
),
ranked as (
  select
    *,
    list_position(['critical', 'high', 'medium', 'low', 'none', 'unknown'], level) as badness
  from hit
),
counted as (
  select
    repository_id,
    count(distinct advisory_id) filter (where is_needed and not is_unclear) as advisories,
    count(distinct advisory_id) filter (where not is_needed and not is_unclear) as tools,
    count(distinct advisory_id) filter (where is_unclear) as unclear,
    arg_min(level, badness) filter (where is_needed and not is_unclear) as severity
  from ranked
  group by repository_id
),
-- One line may have several advisories; it is one place.
line as (
  select repository_id, path, line, min(badness) as badness, max(score) as score
  from ranked
  where is_needed and not is_unclear
  group by repository_id, path, line
),
place as (
  select
    repository_id,
    list({'path': path, 'line': nullif(line, 0)} order by badness, score desc, path, line)[:20]
      as places
  from line
  group by repository_id
),
judged as (
  select
    repositories.repository_id,
    looked_up.* exclude (repository_id),
    unread.files,
    counted.* exclude (repository_id),
    place.places,
    case
      when counted.advisories > 0 and counted.severity = 'unknown' then 'open_unrated'
      when counted.advisories > 0 then 'open'
      when not coalesce(repositories.is_read and repositories.has_files, false) then 'not_read'
      when unread.files > 0 then 'unread'
      when looked_up.packages is null then 'none_named'
      when looked_up.ecosystems is not null then 'not_looked_up'
      when looked_up.unversioned > 0 then 'no_versions'
      when counted.unclear > 0 then 'unknown_order'
      when counted.tools > 0 then 'only_tools'
      when looked_up.day is null then 'none_open_undated'
      else 'none_open'
    end as reason
  from repositories
  left join looked_up using (repository_id)
  left join unread using (repository_id)
  left join counted using (repository_id)
  left join place using (repository_id)
  where repositories.repository_id = repositories.home_id
)
select
  repository_id,
  case
    when reason in ('open', 'open_unrated') then 'false'
    when reason in ('none_open', 'none_open_undated', 'only_tools') then 'true'
    else 'unknown'
  end as outcome,
  reason,
  case when reason in ('open', 'open_unrated') then advisories end as advisories,
  case when reason = 'open' then severity end as severity,
  case when reason in ('open', 'open_unrated', 'only_tools') then tools end as tools,
  case when reason in ('none_open', 'none_open_undated', 'no_versions') then packages end
    as packages,
  case when reason = 'none_open' then day end as day,
  case when reason = 'unread' then files end as files,
  case when reason = 'not_looked_up' then ecosystems end as ecosystems,
  case when reason = 'no_versions' then unversioned end as unversioned,
  case when reason = 'unknown_order' then unclear end as unclear,
  case when reason in ('open', 'open_unrated') then places end as places
from judged
order by repository_id
