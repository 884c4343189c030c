-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
select repository_id, period, spdx as label, sum(files) as value
from licences
join periods on subject_id = repository_id
group by all
order by repository_id, period, label
