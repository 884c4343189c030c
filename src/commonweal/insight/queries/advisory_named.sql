-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- An advisory by any of its ids.
select advisory_id, aliases, vector, modified, links
from advisory
where advisory_id = $id or list_contains(aliases, $id)
