# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A tab of Debian's chromium that shows pages of a site."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page, sync_playwright

Opened = Callable[..., Page]

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@contextmanager
def new_tab(*, foreign_scripts: bool = False) -> Iterator[Page]:
    """Open one tab; the test that asks for it is skipped where there is no browser.

    Pages forbid foreign scripts; a tab that lets them in must be asked for.
    """
    if not CHROMIUM.exists():
        pytest.skip("Debian's chromium is not installed")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield started.new_page(bypass_csp=foreign_scripts)
        started.close()


def opener(tab: Page) -> Opened:
    """Give what shows a page of a site in a tab, and sets what earlier tests may have changed."""

    def open_page(
        folder: Path, path: str, *, width: int = 1280, scheme: Literal["light", "dark"] = "light"
    ) -> Page:
        tab.set_viewport_size({"width": width, "height": 640})
        tab.emulate_media(media="null", color_scheme=scheme)
        tab.goto((folder / path).as_uri())
        return tab

    return open_page
