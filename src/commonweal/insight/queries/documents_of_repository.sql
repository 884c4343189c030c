-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- The files of a repository that matter, with their text.
select path, kind, text, size, is_truncated
from document
where repository_id = $id
order by path
