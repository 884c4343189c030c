# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Ctrl-C ends a query, whichever thread of DuckDB is at work on it."""

import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

_INTERRUPTED = "Query interrupted"


@contextmanager
def interruptible(connection: "duckdb.DuckDBPyConnection") -> Iterator[None]:
    """Raise `KeyboardInterrupt` where Ctrl-C reached DuckDB, which makes an error of its own.

    DuckDB looks for signals between two tasks, of which one may take minutes. A signal
    therefore also wakes a thread of ours, which tells it to stop.
    """
    import duckdb  # noqa: PLC0415  it is there where a connection is

    try:
        with _watched(connection):
            yield
    except (RuntimeError, duckdb.InterruptException) as error:
        if not isinstance(error, duckdb.InterruptException) and _INTERRUPTED not in str(error):
            raise
        # Closing the connection would else wait for the end of the query.
        connection.interrupt()
        raise KeyboardInterrupt from error


@contextmanager
def _watched(connection: "duckdb.DuckDBPyConnection") -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        # Signals are for the main thread.
        yield
        return
    watch = _watch()
    outer, watch.connection = watch.connection, connection
    before = signal.set_wakeup_fd(watch.end.fileno(), warn_on_full_buffer=False)
    try:
        yield
    finally:
        signal.set_wakeup_fd(before)
        watch.connection = outer


class _Watch:
    """Waits for Ctrl-C beside the main thread."""

    def __init__(self) -> None:
        self.connection: duckdb.DuckDBPyConnection | None = None
        self._heard, self.end = socket.socketpair()
        self.end.setblocking(False)  # noqa: FBT003  as the signal module asks for
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while signals := self._heard.recv(64):
            if signal.SIGINT in signals and (connection := self.connection):
                connection.interrupt()


@cache
def _watch() -> _Watch:
    return _Watch()
