-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Repositories that a probe speaks against, the one with the most files first.
select finding.repository_id
from finding
left join tree_file using (repository_id)
where
  finding.probe_id = $probe
  and finding.repository_id in (select unnest($ids))
  and (
    finding.outcome = $against
    or exists (
      select 1
      from finding_place as place
      where
        place.repository_id = finding.repository_id
        and place.probe_id = finding.probe_id
        and place.outcome = $against
    )
  )
group by finding.repository_id
order by count(*) desc, finding.repository_id
