-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- What the office says about an advisory in one of its repositories, as VEX has it: the
-- latest answer that still holds, under any id of the advisory.
with named as (
  select advisory_id, advisory_id as id from advisory
  union
  select advisory_id, unnest(record_ids) from advisory
  union
  select advisory_id, unnest(aliases) from advisory
)
select
  subject_repositories.repository_id,
  named.advisory_id,
  answer.verdict as status,
  answer.because,
  answer.link,
  answer.stated_at
from answer
join named on named.id = answer.control_id
join subject_repositories using (subject_id)
where
  answer.standard_id = 'advisory'
  and (answer.expires_at is null or answer.expires_at >= answer.asked_at)
qualify row_number() over (
  partition by subject_repositories.repository_id, named.advisory_id
  order by answer.stated_at desc, answer.subject_id, answer.control_id
) = 1
