-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Repositories about whose advisories somebody said something.
select distinct subject_repositories.repository_id
from answer
join subject_repositories using (subject_id)
where answer.standard_id = 'advisory'
order by all
