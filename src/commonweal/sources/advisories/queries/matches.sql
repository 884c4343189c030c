-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- A version in use that a record concerns, one row a record. Of several intervals
-- of one record a range goes before a list, for it tells where the problem ends.
with newest as (
  -- A record that two databases have counts as the one that was changed last.
  select record_id, source, aliases
  from advisory_record
  where withdrawn is null
  qualify row_number() over (
    partition by record_id order by modified desc nulls last, source
  ) = 1
),
concerned as (
  select
    wanted.purl,
    wanted.version,
    advisory_interval.record_id,
    advisory_interval.source,
    advisory_interval.kind,
    advisory_interval.introduced,
    advisory_interval.end_kind,
    advisory_interval.end_version,
    case when advisory_interval.is_semantic then wanted.semantic_key else wanted.key end as key,
    advisory_interval.low,
    advisory_interval.high,
    advisory_interval.is_closed,
    advisory_interval.versions
  from wanted
  join advisory_interval using (purl)
)
select
  purl,
  version,
  record_id,
  newest.aliases,
  case kind when 'listed' then 'listed' when 'range' then 'in_range' else kind end as why,
  introduced,
  end_kind,
  end_version,
  high
from concerned
join newest using (record_id, source)
where
  (
    kind = 'range'
    and (low is null or key >= low)
    and (high is null or key < high or (is_closed and key = high))
  )
  or (kind = 'listed' and list_contains(versions, version))
  or kind = 'unknown_order'
qualify row_number() over (
  partition by purl, version, record_id
  order by kind = 'range' desc, kind = 'listed' desc, end_kind <> 'fixed', end_version
) = 1
order by purl, version, record_id
