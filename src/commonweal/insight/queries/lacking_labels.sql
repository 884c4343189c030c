-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Parts that a probe looked for in a file and did not see, by entry of the portfolio.
select
  entries.entry_id,
  finding_place.probe_id,
  list(distinct label order by label)
from finding_place
join entries using (repository_id)
where outcome = 'false' and label <> '' and path <> ''
group by entries.entry_id, finding_place.probe_id
order by all
