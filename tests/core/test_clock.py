# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Time is aware, in UTC and in whole seconds."""

from datetime import UTC, datetime, timedelta

from commonweal.core.clock import EARLIEST, latest_believable, system_clock


def test_now_is_aware_and_in_whole_seconds() -> None:
    before = datetime.now(UTC)
    now = system_clock()

    assert (now.tzinfo, now.microsecond) == (UTC, 0)
    assert abs(now - before) <= timedelta(seconds=2)


def test_a_foreign_clock_may_run_ahead_by_a_day() -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)

    assert latest_believable(now) == datetime(2026, 1, 2, tzinfo=UTC)
    assert datetime(1990, 1, 1, tzinfo=UTC) == EARLIEST
