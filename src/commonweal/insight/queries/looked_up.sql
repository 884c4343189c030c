-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Which ecosystems were looked up in a database of advisories.
select ecosystem, is_looked_up, records, as_of
from advisory_coverage
order by ecosystem
