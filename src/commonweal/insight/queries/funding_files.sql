-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
select repository_id, text
from document
where kind = 'funding' and lower(path) like '%funding.y%ml'
order by repository_id, path
