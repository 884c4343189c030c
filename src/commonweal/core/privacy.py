# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The one rule for numbers about few people.

Who knows a team can tell from "2 commits at four in the morning" who made them. So no part of
a number that tells of people is shown for fewer than this many of them, unless the office
turns names on (`names_public`).
"""

FEWEST_PEOPLE = 5
