# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""How far back the series go."""

from datetime import date, datetime

from commonweal.core.message import message
from commonweal.core.problem import InputMalformed

USUAL = 60


def months_since(since: str | date | None, now: datetime) -> int:
    """Months from a day to now, at least 1; sixty where no day is given."""
    if since is None:
        return USUAL
    try:
        day = since if isinstance(since, date) else date.fromisoformat(since)
    except ValueError as error:
        raise InputMalformed(
            message("--since %(since)s is no day", since=since),
            fix=message("Write it as 2020-01-31."),
        ) from error
    return max(1, (now.year - day.year) * 12 + now.month - day.month + 1)
