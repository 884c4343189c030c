-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- The first place that speaks against some probes, by entry of the portfolio, and in which
-- repository it is.
select
  entries.entry_id,
  finding_place.probe_id,
  arg_min(path || coalesce(':' || line, ''), (path, place_no, repository_id)),
  arg_min(repository_id, (path, place_no, repository_id))
from finding_place
join entries using (repository_id)
where
  outcome = 'false'
  and path <> ''
  and finding_place.probe_id in (select unnest($probes))
  and ($subject = '' or entries.entry_id = $subject)
group by entries.entry_id, finding_place.probe_id
order by all
