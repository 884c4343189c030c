# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A page costs little on a slow line: sizes compressed as a server would send them."""

import gzip
from collections.abc import Mapping
from pathlib import Path

import pytest

from commonweal.surfaces.pages import Renderer, Setting
from commonweal.surfaces.pages.addresses import names_of
from commonweal.surfaces.site.publishing import draft
from commonweal.translations import ENGLISH
from commonweal.views.registry import breadcrumbs, locations
from tests.surfaces.html_tree import tree
from tests.surfaces.world import Repository, build, reading_of

KB = 1000


def compressed(content: str | bytes) -> int:
    raw = content.encode() if isinstance(content, str) else content
    return len(gzip.compress(raw, 9, mtime=0))


def sizes(pages: Mapping[str, str]) -> dict[str, int]:
    return {path: compressed(html) for path, html in pages.items()}


def test_a_page_is_at_most_14_kb(pages: dict[str, str]) -> None:
    assert {path: size for path, size in sizes(pages).items() if size > 14 * KB} == {}


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Pages of a portfolio with 105 projects whose names are long and differ."""
    folder = tmp_path_factory.mktemp("large")
    repositories = [
        Repository(f"r{n}", f"Office of registers and notices, number {n * 7919}", f"project-{n}")
        for n in range(105)
    ]
    reading = reading_of(build(folder, repositories).engine())
    renderer = Renderer(Setting(ENGLISH, names_of(reading), "Office", reading.surveyed_at))
    return {
        path: content.decode()
        for location in locations(reading)
        if location.page == "projects"
        for path, content in renderer.files(
            draft(reading, location, breadcrumbs(reading, location))
        )
        if path.endswith(".html")
    }


def test_a_table_of_a_hundred_rows_is_at_most_30_kb(large: dict[str, str]) -> None:
    rows = [row for body in tree(large["projects.html"]).all("tbody") for row in body.all("tr")]

    assert len(rows) == 100
    assert {path: size for path, size in sizes(large).items() if size > 30 * KB} == {}


def test_the_hundred_and_first_project_is_on_the_second_page(large: dict[str, str]) -> None:
    second = tree(large["projects-2.html"])

    assert len([row for body in second.all("tbody") for row in body.all("tr")]) == 5
    [current] = [a for a in second.all("a") if a.attributes.get("aria-current") == "page"]
    assert (current.text(), current.attributes["href"]) == ("2", "projects-2.html")


def test_the_sheet_is_at_most_12_kb(site: Path) -> None:
    assert compressed((site / "commonweal.css").read_bytes()) <= 12 * KB


def test_the_first_view_is_at_most_50_kb_in_4_requests(site: Path, pages: dict[str, str]) -> None:
    links = [link.attributes["href"] for link in tree(pages["index.html"]).all("link")]

    requested = ["index.html", *links]

    assert len(requested) <= 4
    assert sum(compressed((site / path).read_bytes()) for path in requested) <= 50 * KB


def test_a_chart_is_at_most_6_kb(pages: dict[str, str]) -> None:
    charts = [
        # A chart is a drawing within a drawing: it ends with the second end tag.
        '<svg class="chart"' + "</svg>".join(piece.split("</svg>")[:2]) + "</svg>"
        for html in pages.values()
        for piece in html.split('<svg class="chart"')[1:]
    ]

    assert len(charts) > 200
    assert {chart.count("</svg>") for chart in charts} == {2}
    assert max(compressed(chart) for chart in charts) <= 6 * KB


def test_the_site_of_fifty_repositories_is_small(site: Path) -> None:
    # A tenth of it is the index of all packages, with who uses which version, a tenth are the
    # pages of packages, and a tenth those of two groups.
    files = [path for path in site.rglob("*") if path.is_file()]

    assert sum(compressed(path.read_bytes()) for path in files) <= 4.1 * 2**20


def test_the_brief_as_one_file_can_be_sent_anywhere(site: Path) -> None:
    found = [*site.rglob("brief-one-file.html")]

    assert len(found) == 3
    assert max(path.stat().st_size for path in found) <= 25_000
