# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Time as UTC, and the bounds within which a foreign date is believed."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]

# Git keeps what a committer's clock said, so history holds year 1970 and year
# 3170843. Dates outside these bounds are clamped and flagged, never dropped.
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)


def system_clock() -> datetime:
    """Now, aware, in whole seconds."""
    return datetime.now(UTC).replace(microsecond=0)


def latest_believable(now: datetime) -> datetime:
    """A clock may run ahead by a day; later than that is doubtful."""
    return now + timedelta(days=1)
