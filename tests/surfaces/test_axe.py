# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""No rule of axe-core is broken on any kind of page: WCAG 2.2 AA and best practice."""

from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.surfaces.tabs import Opened, new_tab

pytestmark = pytest.mark.browser

# Both colour schemes and both directions; a rule depends on one of them, not on the pair.
LOOKS = (("", "light"), ("ar", "dark"))
# One rule set, so that a newer axe-core does not ask less without anybody's notice.
BROKEN = """
async () => {
  const found = await axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa",
    "wcag22aa", "best-practice"], resultTypes: ["violations"]});
  return found.violations.map(rule => [rule.id, rule.nodes.length, rule.nodes[0].html]);
}
"""


@pytest.fixture(scope="module")
def tab() -> Iterator[Page]:
    """A tab into which axe-core may go."""
    with new_tab(foreign_scripts=True) as tab:
        yield tab


@pytest.fixture(scope="module")
def axe() -> str:
    """The text of axe-core."""
    return (resources.files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


def kinds_of(site: Path) -> list[str]:
    """The first page of every folder of a site, and every page that is in none."""
    kinds = [path.name for path in sorted(site.glob("*.html"))]
    for folder in sorted(path for path in site.rglob("*") if path.is_dir()):
        inner = folder.relative_to(site)
        if inner.parts[0] != "ar":
            kinds += [str(inner / path.name) for path in sorted(folder.glob("*.html"))[:1]]
    return kinds


def broken(tab: Page, axe: str) -> list[tuple[str, int, str]]:
    """Rules that the open page breaks: their id, how often, and the first element."""
    tab.evaluate(axe)
    found: list[tuple[str, int, str]] = tab.evaluate(BROKEN)
    return found


@pytest.mark.parametrize(("locale", "scheme"), LOOKS)
def test_no_kind_of_page_breaks_a_rule(
    opened: Opened, site: Path, arabic: Path, axe: str, locale: str, scheme: str
) -> None:
    found = {}
    for path in kinds_of(site):
        tab = opened(arabic if locale else site, path, scheme=scheme)
        if rules := broken(tab, axe):
            found[path] = rules

    assert not found


def test_a_page_that_breaks_rules_is_noticed(tab: Page, axe: str) -> None:
    tab.set_content("<html><body><img src='x'><p style='color:#ccc;background:#fff'>pale</p>")

    rules = [rule for rule, _, _ in broken(tab, axe)]

    assert {"image-alt", "color-contrast", "html-has-lang", "document-title"} <= set(rules)
