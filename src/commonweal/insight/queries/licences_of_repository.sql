-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- The licences that a repository states.
select path, spdx, basis, coverage, licence.files
from licence
where repository_id = $id
order by path, spdx, basis
