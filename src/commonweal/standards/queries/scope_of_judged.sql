-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Of those who are judged, some.
select everyone.subject_id, everyone.repository_id
from everyone
join judged using (subject_id)
order by all
