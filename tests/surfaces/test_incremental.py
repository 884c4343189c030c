# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A publication writes what changed, and the site is the same as one written whole."""

import resource
import shutil
from pathlib import Path
from typing import Any

import pytest

from commonweal.insight import package_pages
from commonweal.surfaces.site import publish
from commonweal.translations import Language
from tests.surfaces.world import Repository, World, build, definitions, portfolio, reading_of

COUNT = 6
# Each group has all pages of its own: where they are not what is asked, there are none.
GROUPED = portfolio(COUNT)
ALONE = tuple(one._replace(groups=()) for one in GROUPED)
# Some of each kind: their pages differ in nothing that a publication knows of.
MEASURED = definitions()[::4]


def put(out: Path, world: World, language: Language | None = None, workers: int = 1) -> None:
    reading = reading_of(world.engine(), measured=MEASURED)
    publish(out, reading, office="Office", language=language or Language(), workers=workers)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def numbers(folder: Path) -> dict[str, int]:
    """Which file each is on the disk: a page that is written anew is another file."""
    return {
        path.relative_to(folder).as_posix(): path.stat().st_ino
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> World:
    return build(tmp_path_factory.mktemp("before"), ALONE)


@pytest.fixture(scope="module")
def whole(before: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of it, to be copied."""
    folder = tmp_path_factory.mktemp("whole")
    put(folder / "site", before)
    return folder / "site"


@pytest.fixture(scope="module")
def whole_joined(before: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of it with answers joined, to be copied."""
    folder = tmp_path_factory.mktemp("joined")
    put_joined(folder / "site", before)
    return folder / "site"


def changed(**fields: Any) -> list[Repository]:
    return [one._replace(**fields) if one.id == "ledger-4" else one for one in ALONE]


CHANGES = {
    "numbers": changed(size=9.0),
    "verdicts": changed(has_conduct=True, is_licensed=True),
    "name": changed(name="Another name"),
    "read": changed(is_read=False),
    "gone": [one for one in ALONE if one.id != "ledger-4"],
    "more": [*ALONE, portfolio(COUNT + 1)[-1]._replace(groups=())],
    "light": changed(is_light=True),
    "commit": changed(locator="https://code.example.org/elsewhere.git"),
}


@pytest.mark.parametrize("change", sorted(CHANGES))
def test_an_incremental_site_is_byte_for_byte_a_whole_one(
    whole: Path, tmp_path: Path, change: str
) -> None:
    after = build(tmp_path / "after", CHANGES[change])
    shutil.copytree(whole, tmp_path / "site")
    put(tmp_path / "site", after)

    put(tmp_path / "whole", after)

    assert contents(tmp_path / "site") == contents(tmp_path / "whole")
    assert contents(tmp_path / "site") != contents(whole)


@pytest.fixture(scope="module")
def whole_of_groups(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("groups")
    put(folder / "site", build(folder / "evidence", GROUPED))
    return folder / "site"


def test_groups_that_are_new_have_their_pages(
    whole: Path, whole_of_groups: Path, tmp_path: Path
) -> None:
    shutil.copytree(whole, tmp_path / "site")

    put(tmp_path / "site", build(tmp_path / "after", GROUPED))

    assert contents(tmp_path / "site") == contents(whole_of_groups)


def test_pages_of_groups_follow_a_change_of_one_project(
    whole_of_groups: Path, tmp_path: Path
) -> None:
    first = contents(whole_of_groups)
    shutil.copytree(whole_of_groups, tmp_path / "site")
    moved = [one._replace(size=9.0) if one.id == "registry-0" else one for one in GROUPED]
    after = build(tmp_path / "after", moved)

    put(tmp_path / "site", after)
    put(tmp_path / "whole", after)

    second = contents(tmp_path / "site")
    assert second == contents(tmp_path / "whole")
    differ = {path for path, content in second.items() if content != first.get(path)}
    assert any(path.startswith("groups/ministry-") for path in differ)
    assert not any(path.startswith("groups/team-") for path in differ)


def test_who_links_to_a_package_knows_when_it_has_no_page_any_more(
    before: World, whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(whole, tmp_path / "site")
    monkeypatch.setattr(package_pages, "PAGES", 0)

    put(tmp_path / "site", before)
    put(tmp_path / "whole", before)

    of_packages = [path for path in contents(whole) if path.startswith("packages/npm-made-")]
    assert len(of_packages) > COUNT
    assert not any((tmp_path / "whole" / path).exists() for path in of_packages)
    assert contents(tmp_path / "site") == contents(tmp_path / "whole")


def test_nothing_is_written_where_nothing_changed(
    before: World, whole: Path, tmp_path: Path
) -> None:
    shutil.copytree(whole, tmp_path / "site")
    first = numbers(tmp_path / "site")

    put(tmp_path / "site", before)

    second = numbers(tmp_path / "site")
    written = {path for path in second if second[path] != first[path]}
    assert written <= {"commonweal.css", "icon.svg", "tables.js", ".commonweal-site"}


def put_joined(out: Path, world: World, joined: tuple[str, ...] = ("",), **given: str) -> None:
    reading = reading_of(world.engine(), joined=joined, measured=MEASURED)
    publish(out, reading, office=given.get("office", "Office"), workers=1)


def test_nothing_at_all_is_touched_where_all_that_a_site_is_made_of_is_the_same(
    before: World, whole_joined: Path, tmp_path: Path
) -> None:
    shutil.copytree(whole_joined, tmp_path / "site")
    first, kept = numbers(tmp_path / "site"), contents(tmp_path / "site")

    put_joined(tmp_path / "site", before)

    assert numbers(tmp_path / "site") == first
    assert contents(tmp_path / "site") == kept


@pytest.mark.parametrize(
    ("edited", "joined", "office"),
    [
        ("projects/tool-4.html", ("",), "Office"),
        ("commonweal.css", ("",), "Office"),
        ("", ("an answer",), "Office"),
        ("", ("",), "Another office"),
    ],
)
def test_a_site_is_looked_at_again_where_anything_may_be_different(
    before: World,
    whole_joined: Path,
    tmp_path: Path,
    edited: str,
    joined: tuple[str, ...],
    office: str,
) -> None:
    shutil.copytree(whole_joined, tmp_path / "site")
    first = numbers(tmp_path / "site")
    if edited:
        (tmp_path / "site" / edited).write_bytes(b"edited")

    put_joined(tmp_path / "site", before, joined, office=office)

    if not edited:
        put_joined(tmp_path / "whole", before, joined, office=office)
    at_once = whole_joined if edited else tmp_path / "whole"
    assert contents(tmp_path / "site") == contents(at_once)
    assert numbers(tmp_path / "site")[".commonweal-site"] != first[".commonweal-site"]


def test_one_changed_project_rewrites_its_pages_and_the_lists(whole: Path, tmp_path: Path) -> None:
    shutil.copytree(whole, tmp_path / "site")
    first = numbers(tmp_path / "site")

    put(tmp_path / "site", build(tmp_path / "after", CHANGES["numbers"]))

    second = numbers(tmp_path / "site")
    written = {path for path in second if second[path] != first.get(path)}
    folders = ("projects", "repositories", "facts", "packages", "sheets", "badges")
    of_subjects = {path for path in written if path.partition("/")[0] in folders}
    assert {path.partition(".")[0] for path in of_subjects} == {"projects/tool-4"}
    assert {"index.html", "projects.html"} <= written


def test_a_page_that_somebody_edited_is_written_again(
    before: World, whole: Path, tmp_path: Path
) -> None:
    shutil.copytree(whole, tmp_path / "site")
    page = tmp_path / "site" / "projects" / "tool-4.html"
    original = page.read_bytes()
    page.write_bytes(b"x" * len(original))

    put(tmp_path / "site", before)

    assert page.read_bytes() == original


def test_another_language_rewrites_every_page(before: World, whole: Path, tmp_path: Path) -> None:
    shutil.copytree(whole, tmp_path / "site")

    put(tmp_path / "site", before, Language("en", "rtl"))

    put(tmp_path / "whole", before, Language("en", "rtl"))
    assert contents(tmp_path / "site") == contents(tmp_path / "whole")


def test_a_full_disk_leaves_the_old_site(whole: Path, tmp_path: Path) -> None:
    shutil.copytree(whole, tmp_path / "site")
    kept = contents(tmp_path / "site")
    after = build(tmp_path / "after", CHANGES["name"])
    reading = reading_of(after.engine(), measured=MEASURED)
    assert reading.subjects
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        with pytest.raises(OSError, match="too large"):
            publish(tmp_path / "site", reading, office="Office", workers=1)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert contents(tmp_path / "site") == kept
    assert sorted(path.name for path in tmp_path.iterdir()) == ["after", "site"]


def test_processes_give_the_same_bytes_as_one(
    before: World, whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("commonweal.surfaces.site.publishing.FEW", 0)

    put(tmp_path / "two", before, workers=2)

    assert contents(tmp_path / "two") == contents(whole)
