# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A site is swapped in whole, never over a folder that is not ours, and always the same bytes."""

import shutil
from pathlib import Path

import pytest

from commonweal.evidence import Engine
from commonweal.insight.reading import Reading
from commonweal.measures.definition import Metric
from commonweal.surfaces.site import FolderNotOurs, PublishedFile, publish
from tests.surfaces.html_tree import tree
from tests.surfaces.world import World, build, definitions, portfolio, reading_of

FEW = 4
# Their pages differ in nothing that is asked here.
MEASURED = definitions()[::4]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> World:
    return build(tmp_path_factory.mktemp("small"), portfolio(FEW))


def put(out: Path, world: World) -> tuple[PublishedFile, ...]:
    return publish(out, reading_of(world.engine(), measured=MEASURED), office="Office")


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def published(
    small: World, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, tuple[PublishedFile, ...]]:
    """Publish a site of it, to be copied; with the files that were told."""
    out = tmp_path_factory.mktemp("published") / "site"
    return out, put(out, small)


def test_the_same_evidence_gives_the_same_bytes(
    small: World, published: tuple[Path, object], tmp_path: Path
) -> None:
    put(tmp_path / "again", small)

    assert contents(tmp_path / "again") == contents(published[0])


def test_the_files_are_listed_with_their_sizes(
    published: tuple[Path, tuple[PublishedFile, ...]],
) -> None:
    out, files = published

    written = {path: len(raw) for path, raw in contents(out).items()}
    del written[".commonweal-site"]
    assert [(file.path, file.size) for file in files] == sorted(written.items())


def test_pages_that_are_gone_leave_and_files_of_others_stay(small: World, tmp_path: Path) -> None:
    out = tmp_path / "site"
    put(out, build(tmp_path / "larger", portfolio(FEW + 1)))
    (out / "CNAME").write_text("code.example.org")
    (out / ".git").mkdir()
    (out / ".git" / "HEAD").write_text("ref: refs/heads/pages")
    assert (out / "projects" / "tool-4.html").exists()

    put(out, small)

    assert not (out / "projects" / "tool-4.html").exists()
    assert (out / "CNAME").read_text() == "code.example.org"
    assert (out / ".git" / "HEAD").read_text() == "ref: refs/heads/pages"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["larger", "site"]


def test_a_folder_that_we_did_not_write_is_refused_and_kept(small: World, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("ten years of work")

    with pytest.raises(FolderNotOurs) as caught:
        put(tmp_path, small)

    assert caught.value.fix.startswith("Name a folder that is new or empty")
    assert contents(tmp_path) == {"thesis.txt": b"ten years of work"}


def test_a_file_in_the_way_is_refused_and_kept(small: World, tmp_path: Path) -> None:
    (tmp_path / "site").write_text("a file")

    with pytest.raises(FolderNotOurs):
        put(tmp_path / "site", small)

    assert contents(tmp_path) == {"site": b"a file"}


def test_a_publication_that_fails_leaves_the_old_site(
    small: World, published: tuple[Path, object], tmp_path: Path
) -> None:
    out = tmp_path / "site"
    shutil.copytree(published[0], out)
    before = contents(out)
    engine = small.engine()
    engine.close()

    with pytest.raises(Exception, match="closed"):
        publish(out, reading_of(engine), office="Office")

    assert contents(out) == before
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_empty_evidence_gives_a_site_that_says_so(tmp_path: Path) -> None:
    publish(tmp_path / "site", reading_of(Engine()), office="Office")

    first = tree((tmp_path / "site" / "index.html").read_text())
    assert "Nothing was surveyed yet." in next(first.all("main")).text()


def test_evidence_without_any_metric_gives_a_site(small: World, tmp_path: Path) -> None:
    none: tuple[Metric, ...] = ()

    publish(tmp_path / "site", Reading(small.engine(), none), office="Office")

    projects = tree((tmp_path / "site" / "projects.html").read_text())
    heads = [
        next(head.all("a")).texts[0].strip()
        for head in projects.all("th")
        if list(head.all("a")) and head.attributes["scope"] == "col"
    ]
    assert heads == ["Project", "Serious steps"]
