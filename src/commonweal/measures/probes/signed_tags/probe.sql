-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- The newest ten, because habits change. A signature is seen here, not verified.
with recent as (
  select repository_id, is_signed
  from releases
  qualify
    row_number() over (partition by repository_id order by released_at desc, version desc, commit_id) <= 10
),
counted as (
  select repository_id, count(*) as releases, count(*) filter (where not is_signed) as unsigned
  from recent
  group by repository_id
)
select
  repositories.repository_id,
  case when counted.releases is null then 'not_applicable' when counted.unsigned = 0 then 'true' else 'false' end
    as outcome,
  case when counted.releases is null then 'no_release' when counted.unsigned = 0 then 'signed' else 'unsigned' end
    as reason,
  counted.releases,
  case when counted.unsigned > 0 then counted.unsigned end as unsigned
from repositories
left join counted using (repository_id)
where repositories.repository_id = repositories.home_id
order by repositories.repository_id
