-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- A person credited by a commit of a subject, besides its author.
select
  membership.subject_id as repository_id,
  credit.family_id,
  credit.commit_no,
  coalesce(person.person_id, credit.person_key::varchar) as person_id,
  coalesce(person.is_bot, false) as is_bot,
  coalesce(person.reason like 'agent: %', false) as is_agent,
  credit.role,
  commit.committed_at
from membership
join credit using (family_id, commit_no)
join commit using (family_id, commit_no)
left join person on person.person_key = credit.person_key
