# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Show a site to who has just made it, where somebody sits in front of a desktop."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import click

F = TypeVar("F", bound=Callable[..., object])
_WITH_DESKTOP = ("darwin", "win32")
_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY")


def open_option(command: F) -> F:
    """Add `--open`."""
    return click.option(
        "--open",
        "is_opened",
        is_flag=True,
        help="Open the site in a browser, where there is a desktop.",
    )(command)


def open_site(folder: Path) -> None:
    """Open a site in the browser; do nothing in CI, in a pipe, or without a desktop."""
    page = (folder / "index.html").resolve()
    if not _is_seen() or not page.is_file():
        return
    import webbrowser  # noqa: PLC0415  only where somebody sees it

    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return
    # One for terminals would take this one, unless somebody has asked for it.
    is_for_terminals = isinstance(browser, webbrowser.GenericBrowser) and not isinstance(
        browser, webbrowser.BackgroundBrowser
    )
    if is_for_terminals and not os.environ.get("BROWSER"):
        return
    with _silent():
        browser.open(page.as_uri())


def _is_seen() -> bool:
    if os.environ.get("CI") or not sys.stdout.isatty():
        return False
    return sys.platform in _WITH_DESKTOP or any(os.environ.get(name) for name in _SCREENS)


@contextmanager
def _silent() -> Iterator[None]:
    """What a browser has to say about itself is no result."""
    sys.stdout.flush()
    sys.stderr.flush()
    kept = {number: os.dup(number) for number in (1, 2)}
    nothing = os.open(os.devnull, os.O_WRONLY)
    try:
        for number in kept:
            os.dup2(nothing, number)
        yield
    finally:
        for number, copy in kept.items():
            os.dup2(copy, number)
            os.close(copy)
        os.close(nothing)
