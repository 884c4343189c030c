-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Which entries of the portfolio make some packages.
select distinct provisions.purl, entries.entry_id
from provisions
join entries using (repository_id)
where provisions.purl in (select unnest($purls))
order by provisions.purl, entries.entry_id
