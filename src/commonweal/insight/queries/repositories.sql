-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Every repository: where it was read, and which state of it.
select repository_id, name, locator, head_ref, head_commit, is_read, origin
from repository
