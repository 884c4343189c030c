-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- How many package files of some repositories could not be read.
select count(*) as files
from problem
where kind = 'PackageFileUnread' and repository_id in (select unnest($ids))
