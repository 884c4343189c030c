-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- What the probes say of one entry where they do not say what is wanted: of its first
-- repository where several do not.
select
  finding.probe_id,
  arg_min(finding.reason, finding.repository_id),
  arg_min(finding.values, finding.repository_id)
from finding
join entries using (repository_id)
where entries.entry_id = $entry and finding.outcome = 'false'
group by finding.probe_id
order by finding.probe_id
