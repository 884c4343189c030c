-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- How many packages each subject uses.
select
  repository_id,
  count(*),
  sum(versions)::bigint,
  count(*) filter (where is_direct),
  count(*) filter (where projects > 1)
from package_uses
group by repository_id
order by repository_id
