# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""From a portfolio to the page of a package: links of the office and of forges, versions apart."""

import csv
import json
from pathlib import Path

import pytest

from commonweal.surfaces.cli import run
from tests.gitkit import ADA, History, git

LOCK = {
    "name": "app",
    "lockfileVersion": 3,
    "packages": {
        "": {"name": "app", "dependencies": {"frame": "^1"}},
        "node_modules/frame": {"version": "1.0.0", "dependencies": {"well": "1"}},
        "node_modules/well": {"version": "1.2.0", "license": "MIT"},
    },
}
ASKING = {"name": "other", "dependencies": {"well": "^1.1"}}
PORTFOLIO = """[links]
npm = "https://packages.example.org/{name}/{version}"

[[projects]]
id = "app"
repositories = ["app.git"]

[[projects]]
id = "other"
repositories = ["other.git"]
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    files = {"app": ("package-lock.json", LOCK), "other": ("package.json", ASKING)}
    for name, (path, content) in files.items():
        history = History(folder / f"{name}.git")
        history.commit({path: json.dumps(content, indent=1)}, author=ADA)
        history.write()
        git(history.path, "remote", "add", "origin", f"https://me:x@github.com/office/{name}.git")
    (folder / "portfolio.toml").write_text(PORTFOLIO)
    ws = ["--workspace", str(folder / "ws")]
    assert run(["survey", str(folder / "portfolio.toml"), *ws]) == 0
    assert run(["publish", *ws, "--out", str(folder / "site")]) == 0
    return folder / "site"


def page_of(site: Path, name: str) -> Path:
    [page] = (site / "packages").glob(f"npm-{name}.*.html")
    return page


def test_a_package_links_to_the_registry_of_the_office_and_to_the_forge(site: Path) -> None:
    head = git(site.parent / "app.git", "rev-parse", "HEAD").decode().strip()
    html = page_of(site, "well").read_text()

    assert 'href="https://packages.example.org/well/1.2.0"' in html
    assert f'href="https://github.com/office/app/blob/{head}/package-lock.json#L' in html
    assert "me:x@" not in html


def test_who_uses_it_stands_with_version_or_range_and_with_what_brings_it_in(site: Path) -> None:
    with page_of(site, "well").with_suffix(".csv").open() as file:
        rows = [
            [row[key] for key in ("project", "version", "asked", "is_direct", "needed_by", "path")]
            for row in csv.DictReader(file)
        ]

    assert rows == [
        ["project:app", "1.2.0", "", "false", "frame", "package-lock.json"],
        ["project:other", "", "^1.1", "true", "", "package.json"],
    ]


def test_where_a_package_is_shown_its_name_leads_to_its_page(site: Path) -> None:
    name = page_of(site, "well").name

    for page in ("packages.html", "all-packages.html", "licences.html", "packages/app.html"):
        up = "../" * page.count("/")
        assert f'href="{up}packages/{name}"' in (site / page).read_text(), page


def test_the_commit_that_was_read_leads_to_the_forge(site: Path) -> None:
    head = git(site.parent / "app.git", "rev-parse", "HEAD").decode().strip()

    assert (
        f'href="https://github.com/office/app/commit/{head}"'
        in (site / "projects/app.html").read_text()
    )
