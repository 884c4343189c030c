-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Who counts is told by the view, so that every metric about these people means the same.
select repository_id, period, count(*) as value
from core_people
join periods on subject_id = repository_id
group by all
order by repository_id, period
