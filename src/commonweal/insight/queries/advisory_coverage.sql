-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- What was looked up, by ecosystem; what was not comes first.
select ecosystem, packages, unversioned, is_looked_up, records, as_of
from advisory_coverage
order by is_looked_up, packages + unversioned desc, ecosystem
