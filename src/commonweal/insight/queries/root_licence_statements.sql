-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Licences that files in the roots of repositories state.
select repository_id, path, spdx, basis, coverage
from licence
where repository_id in (select unnest($ids)) and not contains(path, '/')
