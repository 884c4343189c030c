-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Paths that at HEAD hold other people's code, or what a program wrote, by family: what
-- changes there is not the project's own work. Paths that are gone from HEAD are not told.
select distinct repository.family_id, tree_file.path, tree_file.kind
from tree_file
join repository using (repository_id)
where tree_file.kind in ('vendored', 'generated') and repository.family_id is not null
