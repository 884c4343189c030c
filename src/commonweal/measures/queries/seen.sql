-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Until when anything of a subject was seen: the day when its newest copy was brought up to date.
select repository_id, newest_known_until as seen_until
from known_until
