-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- To which version each affected version is best upgraded, and what remains open there.
select purl, version, target, remaining
from upgrade
order by purl, version
