-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Until when anything of a subject was seen: when its newest copy was brought up to date. That
-- moment may be its newest commit's, which was seen, and the end of a period is not in it.
select repository_id, newest_known_until + interval 1 second as seen_until
from known_until
