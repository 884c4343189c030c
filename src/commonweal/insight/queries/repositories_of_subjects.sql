-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Which repositories a subject consists of.
select subject_id, repository_id
from subject_repositories
order by subject_id, repository_id
