# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A page is one definition: nothing that is not in the registry is shown, and all of it is."""

import csv
import io
import json
import posixpath
import re
from importlib import resources
from pathlib import Path
from urllib.parse import urldefrag

import pytest

from commonweal.core.spreadsheet import cell
from commonweal.surfaces.pages.addresses import Addresses, names_of
from commonweal.views import registry
from tests.surfaces.html_tree import tree
from tests.surfaces.world import World, reading_of


def test_every_template_has_a_page_and_every_page_a_template() -> None:
    folder = resources.files("commonweal.surfaces.pages")
    templates = {
        file.name
        for file in folder.iterdir()
        if file.name.endswith((".html", ".svg")) and not file.name.startswith("_")
    }

    assert {page.template_name for page in registry.pages().values()} == templates - {"icon.svg"}


def test_every_part_of_a_template_is_used() -> None:
    folder = resources.files("commonweal.surfaces.pages")
    templates = [f for f in folder.iterdir() if f.name.endswith((".html", ".svg"))]
    used = {name for f in templates for name in re.findall(r'"(_\w+\.html)"', f.read_text("utf-8"))}

    assert {f.name for f in templates if f.name.startswith("_")} == used


def test_addresses_differ_and_each_is_written(world: World, site: Path) -> None:
    reading = reading_of(world.engine())
    addresses = Addresses(names_of(reading))
    found = [addresses.of(page, *keys) for page, keys, _ in registry.locations(reading)]

    assert len(found) == len(set(found)) > 600
    assert [path for path in found if not (site / path).is_file()] == []


def test_every_link_of_every_page_leads_somewhere(site: Path, pages: dict[str, str]) -> None:
    ids = {path: set(re.findall(r' id="([^"]+)"', html)) for path, html in pages.items()}
    broken = []
    links = 0
    for path, html in pages.items():
        for link in tree(html).all("a", "link"):
            target, part = urldefrag(link.attributes["href"])
            if re.match(r"[a-z]+:", target):
                continue
            links += 1
            leads = posixpath.normpath(posixpath.join(posixpath.dirname(path), target or path))
            leads = path if not target else leads
            if not (site / leads).is_file() or (part and part not in ids.get(leads, {part})):
                broken.append(f"{path}: {link.attributes['href']}")

    assert links > 10_000
    assert sorted(set(broken)) == []


def test_every_page_but_the_first_has_breadcrumbs_from_the_first(pages: dict[str, str]) -> None:
    found = {}
    for path, html in pages.items():
        navs = [n for n in tree(html).all("nav") if n.attributes.get("class") == "crumbs"]
        found[path] = [item.text().strip() for nav in navs for item in nav.all("li")]

    # The brief as one file leads nowhere.
    sent = [path for path in found if path.endswith("brief-one-file.html")]
    assert len(sent) == 3
    assert [path for path, crumbs in found.items() if not crumbs and path not in sent] == [
        "index.html"
    ]
    assert {crumbs[0] for crumbs in found.values() if crumbs} == {"Overview"}
    assert found["sheets/tool-3.html"] == ["Overview", "Projects", "Tool 3", "Answer sheet"]
    assert found["repositories/registry-0.html"][2:] == ["Service 0", "Registry map 0"]


def test_navigation_and_titles_follow_from_the_definitions(pages: dict[str, str]) -> None:
    main = next(n for n in tree(pages["index.html"]).all("nav"))

    assert [a.text() for a in main.all("a")] == [str(p.title) for p in registry.navigation()]


def test_every_page_has_json_that_names_it(site: Path, world: World) -> None:
    reading = reading_of(world.engine())
    addresses = Addresses(names_of(reading))
    for location in registry.locations(reading):
        page = registry.pages()[location.page]
        if not page.has_data or location.keys != page.usual(location.keys):
            continue
        address = addresses.of(location.page, *location.keys)
        document = json.loads((site / address).with_suffix(".json").read_bytes())
        assert (document["page"], document["address"]) == (page.id, address)
        assert (site / address).with_suffix(".csv").is_file() == (page.table is not None)


def test_csv_has_the_described_columns_and_all_rows(site: Path) -> None:
    rows = list(csv.reader(io.StringIO((site / "projects.csv").read_text("utf-8"))))
    document = json.loads((site / "projects.json").read_bytes())

    assert rows[0] == [column["name"] for column in document["columns"]]
    assert all(column["help"] for column in document["columns"])
    assert len(rows) - 1 == document["content"]["total"]
    assert rows[0][:2] == ["project", "name"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1"])
def test_a_name_is_no_formula(text: str) -> None:
    assert str(cell(text)).startswith(("'", "\\"))


def test_a_subject_without_a_page_leads_to_the_whole(world: World) -> None:
    addresses = Addresses(names_of(reading_of(world.engine())))

    assert addresses.of("project", "portfolio") == "index.html"
    assert addresses.of("sheet", "portfolio") == "office.html"
    assert addresses.of("project_packages", "nobody") == "packages.html"
    assert addresses.of("projects") == "projects.html"
    assert addresses.of("projects", "", 2) == "projects-2.html"
