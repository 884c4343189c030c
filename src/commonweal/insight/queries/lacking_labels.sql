-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Parts that some probes looked for in a file and did not see, by entry of the portfolio.
select
  entries.entry_id,
  finding_place.probe_id,
  list(distinct label order by label)
from finding_place
join entries using (repository_id)
where
  outcome = 'false'
  and label <> ''
  and path <> ''
  and finding_place.probe_id in (select unnest($probes))
  and ($subject = '' or entries.entry_id = $subject)
group by entries.entry_id, finding_place.probe_id
order by all
