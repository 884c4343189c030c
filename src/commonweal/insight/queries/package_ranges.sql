-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- The first and the last name of each page of so many packages.
select arg_min(name, place) as first_name, arg_max(name, place) as last_name
from package_in_use
group by place // $count
order by place // $count
