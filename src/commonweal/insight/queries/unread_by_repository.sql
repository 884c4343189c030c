-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- How many package files could not be read, by repository.
select repository_id, count(*) as files
from problem
where kind = 'PackageFileUnread'
group by repository_id
