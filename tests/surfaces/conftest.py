# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A published site of fifty repositories, made once for all tests that only read it."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from playwright.sync_api import Page

from commonweal.surfaces.site import publish
from commonweal.translations import Language
from commonweal.translations.extract import KEYWORDS
from tests.surfaces.tabs import Opened, new_tab, opener
from tests.surfaces.world import World, build, portfolio, reading_of

EARLIER = datetime(2026, 2, 15, tzinfo=UTC)
PACKAGE = Path(__file__).parents[2] / "src" / "commonweal"
OFFICE = "Ministry of Digital Affairs"


@pytest.fixture(scope="session")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Survey the generation before: two repositories fewer."""
    folder = tmp_path_factory.mktemp("earlier")
    return build(folder, portfolio(50)[:48], surveyed_at=EARLIER)


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Survey the current generation."""
    problems = [("census-10", "tree", "too_large", "the tree is too large", "Raise it.", "src/a")]
    return build(tmp_path_factory.mktemp("world"), portfolio(50), number=2, problems=problems)


@pytest.fixture(scope="session")
def site(world: World, earlier: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish the site of it."""
    out = tmp_path_factory.mktemp("published") / "site"
    publish(out, reading_of(world.engine(), previous=earlier.engine()), office=OFFICE)
    return out


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, str]:
    """Read its pages, by path."""
    return {
        path.relative_to(site).as_posix(): path.read_text("utf-8")
        for path in sorted(site.rglob("*.html"))
    }


@pytest.fixture(scope="session")
def arabic(world: World, earlier: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site in Arabic beside the one in English."""
    out = tmp_path_factory.mktemp("arabic") / "site"
    reading = reading_of(world.engine(), previous=earlier.engine())
    publish(out, reading, office="Office", translations=(Language("ar"),))
    return out / "ar"


@pytest.fixture(scope="module")
def tab() -> Iterator[Page]:
    """One tab for all tests: a browser takes longer to open a tab than to show a page."""
    with new_tab() as tab:
        yield tab


@pytest.fixture
def opened(tab: Page) -> Opened:
    """Show a page of a site."""
    return opener(tab)


@pytest.fixture(scope="session")
def catalogue() -> Catalog:
    """Everything that babel.cfg finds, each message marked as translated."""
    with (PACKAGE / "translations" / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]  # Babel's own
    found = Catalog(locale="en")
    for name, line, message, comments, context in extract_from_dir(
        PACKAGE, methods, options, keywords=KEYWORDS
    ):
        marked = tuple(f"⟦{m}⟧" for m in message) if isinstance(message, tuple) else f"⟦{message}⟧"
        found.add(message, marked, [(name, line)], auto_comments=comments, context=context)
    return found


@pytest.fixture(scope="session")
def marked(catalogue: Catalog) -> bytes:
    """Compile it: the catalogue of a language into which everything is translated."""
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    return compiled.getvalue()
