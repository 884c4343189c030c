# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A group of projects is read as if its projects were the whole portfolio."""

import json
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from commonweal.insight import package_pages
from commonweal.insight.reading import Reading
from commonweal.surfaces.app import reading
from commonweal.views.registry import locations, pages
from tests.gitkit import History
from tests.survey.office import Office

POST = """
[[projects]]
id = "post"
name = "Post"
repositories = ["../clones/post", "../clones/stamps"]
groups = { ministry = "Digital", team = ["Web", "Data"] }
"""
TAX = """
[[projects]]
id = "tax"
name = "Tax"
repositories = ["../clones/tax"]
groups = { ministry = "Digital" }
"""
PARK = """
[[projects]]
id = "park"
name = "Park"
repositories = ["../clones/park"]
groups = { ministry = "Green" }
"""
# What is asked of the office as a whole is asked of no group.
OF_PROJECTS = "[standards]\ngdc = 0\nggi = 0\ntodo = 0\nun_principles = 0\n"
LOCK = {
    "lockfileVersion": 3,
    "packages": {
        "": {"name": "NAME", "version": "1.0.0", "dependencies": {"left": "^1"}},
        "node_modules/left": {"version": "1.2.0", "license": "MIT"},
    },
}


@pytest.fixture
def clones(tmp_path: Path) -> Path:
    folder = tmp_path / "clones"
    for number, name in enumerate(("post", "stamps", "tax", "park")):
        history = History(folder / name)
        lock = json.dumps(LOCK).replace("NAME", name)
        manifest = json.dumps({"name": name, "dependencies": {"left": "^1"}})
        if name == "park":
            lock, manifest = lock.replace("left", "right"), manifest.replace("left", "right")
        for change in range(number + 2):
            history.commit(
                {
                    "README.md": f"# {name} {change}\n",
                    "package.json": manifest,
                    "package-lock.json": lock,
                }
            )
        history.write()
    return folder


def _office(root: Path, *projects: str) -> Office:
    office = Office(root)
    (root / "portfolio.toml").write_text("".join(projects))
    status, _, told = office.run("survey")
    assert status == 0, told
    return office


def _shown(generation: Reading) -> dict[str, object]:
    """What each page says that groups have, without the moment of the survey."""
    found = {}
    for page, keys, _ in locations(generation):
        definition = pages()[page]
        if not definition.has_groups:
            continue
        shown = msgspec.to_builtins(definition.view(generation, *keys), enc_hook=str)
        found[f"{page} {keys}"] = _without_moments(shown)
    return found


def _without_moments(value: object) -> object:
    if isinstance(value, dict):
        # Names of groups stand on the first page of the whole alone.
        return {
            key: _without_moments(part)
            for key, part in value.items()
            if key not in {"surveyed_at", "groups"}
        }
    return [_without_moments(part) for part in value] if isinstance(value, list | tuple) else value


@pytest.mark.usefixtures("clones")
def test_pages_of_a_group_are_those_of_a_portfolio_of_its_projects(tmp_path: Path) -> None:
    whole = _office(tmp_path / "whole", OF_PROJECTS, POST, TAX, PARK)
    alone = _office(tmp_path / "alone", OF_PROJECTS, POST, TAX)

    with reading(alone.workspace) as generation:
        expected = _shown(generation)
    with reading(whole.workspace) as generation:
        everything = _shown(generation)
        with generation.within("group:ministry/Digital") as of_group:
            found = _shown(of_group)

    assert len(found) > 15
    assert found.keys() == expected.keys()
    for page in found:
        assert found[page] == expected[page], page
    assert found != everything


@pytest.mark.usefixtures("clones")
def test_a_site_has_pages_of_each_group_and_they_link_to_each_other(tmp_path: Path) -> None:
    office = _office(tmp_path / "office", POST, TAX, PARK)
    office.run("publish", "--out", tmp_path / "site")
    site = tmp_path / "site"

    assert sorted(folder.name for folder in (site / "groups").iterdir()) == [
        "ministry-digital",
        "ministry-green",
        "team-data",
        "team-web",
    ]
    risk = (site / "groups" / "ministry-digital" / "risk.html").read_text()
    assert 'href="../../groups/ministry-digital/packages.html"' in risk
    assert 'href="../../risk.html">Show all projects' in risk
    projects = (site / "groups" / "ministry-digital" / "projects.html").read_text()
    assert "Post" in projects
    assert "Park" not in projects
    groups = (site / "groups.csv").read_text().splitlines()
    assert [line.split(",")[:3] for line in groups[1:]] == [
        ["ministry", "Digital", "2"],
        ["ministry", "Green", "1"],
        ["team", "Data", "1"],
        ["team", "Web", "1"],
    ]


@pytest.mark.usefixtures("clones")
def test_a_package_has_one_page_and_pages_of_groups_lead_to_it_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Of a group alone it would be another package that has the only page.
    monkeypatch.setattr(package_pages, "PAGES", 1)
    office = _office(tmp_path / "office", POST, TAX, PARK)

    status, _, told = office.run("publish", "--out", tmp_path / "site")

    assert status == 0, told
    assert [path.name[:9] for path in (tmp_path / "site" / "packages").glob("npm-*.html")] == [
        "npm-left."
    ]
    group = (tmp_path / "site" / "groups" / "ministry-green" / "packages.html").read_text()
    assert "right" in group
    assert "packages/npm-right" not in group


@pytest.mark.usefixtures("clones")
def test_what_is_said_of_the_whole_office_is_of_no_group(tmp_path: Path) -> None:
    office = _office(tmp_path / "office", POST, PARK)
    office.run("answer", "portfolio", "todo/strategy", "met", "--because", "Decided.")

    with reading(office.workspace) as generation:
        whole = {row for (row,) in generation.engine.rows("select subject_id from verdict")}
        with generation.within("group:ministry/Green") as of_group:
            judged = {row for (row,) in of_group.engine.rows("select subject_id from verdict")}

    assert "portfolio" in whole
    assert judged == {"project:park"}


def test_groups_stay_where_a_survey_names_a_folder_alone(tmp_path: Path, clones: Path) -> None:
    office = _office(tmp_path / "office", POST, TAX)
    (office.root / "portfolio.toml").rename(office.root / "other.toml")

    office.run("survey", clones / "park")

    assert [*_groups(office)] == [("post", "Data"), ("post", "Digital"), ("post", "Web"),
                                  ("tax", "Digital")]  # fmt: skip


def _groups(office: Office) -> Iterator[tuple[str, str]]:
    rows = office.rows("select project_id, name from project_group order by all")
    yield from ((project, name) for project, name in rows)


@pytest.mark.usefixtures("clones")
@pytest.mark.parametrize("groups", ['{ ministry = "" }', '{ "a\\u0007b" = "x" }', "{ m = 3 }"])
def test_a_group_without_a_sensible_name_is_a_mistake_with_its_line(
    tmp_path: Path, groups: str
) -> None:
    office = Office(tmp_path / "office")
    (office.root / "portfolio.toml").write_text(TAX.replace('{ ministry = "Digital" }', groups))

    status, _, told = office.run("survey")

    assert status == 3
    assert "line 6" in told
    assert "groups" in told


@pytest.mark.usefixtures("clones")
def test_commands_show_a_group_alone_and_groups_side_by_side(tmp_path: Path) -> None:
    office = _office(tmp_path / "office", POST, TAX, PARK)

    _, alone, _ = office.run("metrics", "commits", "--group", "green")
    _, compared, _ = office.run("compare", "park", "ministry/Digital", "--metric", "commits")
    status, _, told = office.run("risk", "--group", "gren")

    assert [line.split("\t")[:2] for line in alone.splitlines()[-2:]] == [
        ["Park", "5"],
        ["all", "5"],
    ]
    assert compared.splitlines()[:2] == ["metric\tPark\tDigital", "Commits (commits)\t5\t9"]
    assert status == 3
    assert "Did you mean ministry/Green?" in told


@pytest.mark.parametrize("names", [("post",), ("post", "post"), tuple("abcdefg")])
def test_fewer_than_two_and_more_than_six_are_refused(
    tmp_path: Path, names: tuple[str, ...]
) -> None:
    status, _, told = Office(tmp_path).run("compare", *names)

    assert status == 2
    assert "two to six" in told
