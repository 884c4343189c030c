-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- What the probes found in some repositories.
select repository_id, probe_id, outcome, reason, values, places
from finding
where repository_id in (select unnest($ids))
order by probe_id, repository_id
