-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- The first places of each finding; those that speak as the finding does come first.
select
  place.repository_id,
  place.probe_id,
  place.path,
  place.line,
  place.outcome,
  place.label
from finding_place as place
join finding using (repository_id, probe_id)
where repository_id in (select unnest($ids)) and place.path <> ''
qualify row_number() over (
  partition by repository_id, probe_id
  order by place.outcome <> finding.outcome, place.place_no
) <= $most
order by
  place.repository_id,
  place.probe_id,
  place.outcome <> finding.outcome,
  place.place_no
