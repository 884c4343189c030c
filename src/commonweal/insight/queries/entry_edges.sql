-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Which entry of the portfolio needs which other one, directly.
select distinct needing.entry_id as needing, providing.entry_id as providing
from package_edges
join entries as needing on needing.repository_id = package_edges.needing_id
join entries as providing on providing.repository_id = package_edges.providing_id
where needing.entry_id <> providing.entry_id
order by all
