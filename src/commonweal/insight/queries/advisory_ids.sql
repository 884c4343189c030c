-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- All advisories that concern something in use.
select distinct advisory_id
from exposure
order by advisory_id
