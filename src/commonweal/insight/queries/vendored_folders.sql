-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Folders and files at HEAD that hold copied code, by repository, as the probe tells them, and how
-- many there are: of many only the first are named.
select
  finding.repository_id,
  coalesce(any_value(finding.values ->> 'folders')::integer, count(finding_place.path)) as folders,
  list(finding_place.path order by finding_place.path) as paths
from finding
join finding_place using (repository_id, probe_id)
where finding.probe_id = 'vendored_code' and finding_place.outcome = 'false'
group by finding.repository_id
order by finding.repository_id
