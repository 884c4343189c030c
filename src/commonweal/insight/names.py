# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Entries of the portfolio by name."""

import msgspec

from commonweal.insight.reading import Reading


class Named(msgspec.Struct, frozen=True):
    """An entry of the portfolio."""

    id: str
    name: str


def named(reading: Reading, entry_id: str) -> Named:
    """Name an entry of the portfolio."""
    subject = reading.subjects.get(entry_id)
    return Named(entry_id, subject.name if subject else entry_id)
