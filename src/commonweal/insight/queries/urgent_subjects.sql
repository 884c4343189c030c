-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- How many steps of the first classes each subject has.
select occurrence.subject_id, count(distinct (occurrence.reason_id, occurrence.target))
from occurrence
join ranked using (reason_id, target)
where ranked.class_no <= $last
group by occurrence.subject_id
order by occurrence.subject_id
