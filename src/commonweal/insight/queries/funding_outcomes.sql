-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Whether a repository says how it can be funded, where that is known.
select repository_id, outcome = 'true'
from finding
where probe_id = 'funding_declared' and outcome in ('true', 'false')
order by repository_id
