# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What is made ahead in a thread comes in order, and the thread ends with who asks."""

import threading
import time
from collections.abc import Generator

import pytest

from commonweal.core.execution import ahead
from commonweal.core.problem import Problem


class Odd(Problem):
    """What the source here raises."""


def _counting(
    closed: threading.Event, made: list[int], upto: int = 100
) -> Generator[int, None, None]:
    try:
        for number in range(upto):
            made.append(number)
            yield number
    finally:
        closed.set()


def test_items_made_ahead_come_in_order_and_all_of_them() -> None:
    closed = threading.Event()

    assert list(ahead(_counting(closed, []))) == list(range(100))
    assert closed.is_set()


def test_only_a_few_items_are_made_ahead() -> None:
    made: list[int] = []
    items = ahead(_counting(threading.Event(), made), depth=2)

    next(items)
    time.sleep(0.3)

    assert len(made) <= 5
    items.close()


def test_closing_ends_the_thread_and_closes_the_source() -> None:
    before = threading.active_count()
    closed = threading.Event()
    items = ahead(_counting(closed, []))
    next(items)
    assert threading.active_count() == before + 1

    items.close()

    assert closed.is_set()
    assert threading.active_count() == before


def test_an_error_made_ahead_is_raised_where_its_item_would_have_been() -> None:
    def source() -> Generator[int, None, None]:
        yield 1
        raise Odd("now")

    items = ahead(source())

    assert next(items) == 1
    with pytest.raises(Odd):
        next(items)


def test_an_interrupt_of_the_reader_ends_the_thread() -> None:
    before = threading.active_count()
    closed = threading.Event()

    items = ahead(_counting(closed, []))
    next(items)
    with pytest.raises(KeyboardInterrupt):
        items.throw(KeyboardInterrupt)

    assert closed.wait(5)
    assert threading.active_count() == before
