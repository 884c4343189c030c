-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
select 1
from affiliation
where organisation = $id
limit 1
