# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Long results a screen at a time: only where somebody reads them at a terminal."""

import functools
import io
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, TextIO, TypeVar

import click

F = TypeVar("F", bound=Callable[..., object])
# Quit where all fits, keep colours, leave the text on the screen.
_LESS = "-FRX"
_NONE = ("", "cat")
_NO_SCREEN = ("", "dumb", "emacs")


def pager_option(command: F) -> F:
    """Add `--no-pager`, and show the command's results through a pager where they are long."""

    @functools.wraps(command)
    def shown(*arguments: Any, no_pager: bool, **options: Any) -> object:
        with paged(is_wanted=not no_pager):
            return command(*arguments, **options)

    # The wrapper takes all that the command takes, and one thing more.
    wrapper: F = shown  # type: ignore[assignment]
    return click.option(
        "--no-pager",
        is_flag=True,
        help="Print long results as they are, not through COMMONWEAL_PAGER, PAGER or less.",
    )(wrapper)


class _Held(io.TextIOBase):
    """Stands for a terminal, and keeps what is written to it, in order with that of others."""

    def __init__(self, terminal: TextIO, held: list[tuple[TextIO, str]]) -> None:
        self._terminal, self._held = terminal, held

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            # Click tries whether bytes can be written.
            raise TypeError(text)
        self._held.append((self._terminal, text))
        return len(text)

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._terminal.fileno()

    @property
    def encoding(self) -> str:  # type: ignore[override]  # a class attribute for the base alone
        return self._terminal.encoding


@contextmanager
def paged(*, is_wanted: bool = True) -> Iterator[None]:
    """Hold what is printed; at the end print it, through a pager where it is long.

    What is printed beside the results goes with them where both go to the terminal. Where the
    command fails all is printed as it is.
    """
    pager = _pager() if is_wanted else ""
    if not pager:
        yield
        return
    held: list[tuple[TextIO, str]] = []
    out, beside = sys.stdout, sys.stderr
    sys.stdout = _Held(out, held)
    if beside.isatty():
        sys.stderr = _Held(beside, held)
    is_whole = False
    try:
        yield
        is_whole = True
    except click.exceptions.Exit:
        is_whole = True
        raise
    finally:
        sys.stdout, sys.stderr = out, beside
        if is_whole and not _fits("".join(text for _, text in held), out):
            _page("".join(text for _, text in held), pager)
        else:
            for stream, text in held:
                stream.write(text)
                stream.flush()


def _pager() -> str:
    """The command that pages, as the environment names it; "" where nothing is to be paged."""
    is_seen = sys.stdout.isatty() and sys.stdin.isatty()
    if not is_seen or os.environ.get("NO_PAGER") or os.environ.get("TERM", "") in _NO_SCREEN:
        return ""
    named = (os.environ.get(name) for name in ("COMMONWEAL_PAGER", "PAGER"))
    pager = next((name.strip() for name in named if name is not None), "less")
    return "" if pager in _NONE else pager


def _fits(text: str, terminal: TextIO) -> bool:
    """Whether all lines are on the screen at once, and one is left for what is typed next."""
    from rich.cells import cell_len  # noqa: PLC0415  only on a terminal

    try:
        width, height = os.get_terminal_size(terminal.fileno())
    except (OSError, ValueError):
        return True
    if not width or not height:
        return True
    lines = click.unstyle(text).removesuffix("\n").split("\n")
    return sum(max(1, -(-cell_len(line) // width)) for line in lines) < height


def _page(text: str, pager: str) -> None:
    """Give a text to the pager; who leaves it early, or presses Ctrl-C in it, has seen enough."""
    environment = {"PAGER": pager, "LESS": os.environ.get("LESS", _LESS)}
    with _environment(environment), suppress(KeyboardInterrupt):
        click.echo_via_pager(text.removesuffix("\n"))


@contextmanager
def _environment(values: Mapping[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
