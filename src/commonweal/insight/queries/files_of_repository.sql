-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- The files of a repository.
select path, mode, size, lower(hex(blob_id)) as blob_id, kind, language, lines, spdx
from tree_file
where repository_id = $id
order by path
