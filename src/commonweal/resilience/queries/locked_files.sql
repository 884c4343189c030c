-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- The versions that some lock files name, and what each needs.
select wanted_file.number, purl, version, is_direct, requires
from needs
join wanted_file using (repository_id, path)
where is_locked
order by wanted_file.number
