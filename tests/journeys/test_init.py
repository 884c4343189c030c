# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""`commonweal init`: from clones as they lie on a disk to a portfolio that needs no mending."""

import json
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest

from commonweal.formats.portfolio import read_portfolio
from commonweal.surfaces.cli import run
from tests.gitkit import History, lines

FORGE = "https://forge.example"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty workspace beside a folder for clones."""
    folder = tmp_path / "home" / "office"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    return folder


def clone(path: Path, *, seed: int = 1, **remotes: str) -> Path:
    """A bare repository with remotes; those of one seed begin with the same commit."""
    history = History(path)
    history.commit({"a.py": lines(3, seed=seed)})
    history.write()
    for name, url in remotes.items():
        subprocess.run(["git", "-C", str(path), "remote", "add", name, url], check=True)
    return path


def drafted(*arguments: str) -> list[dict[str, Any]]:
    assert run(["init", *arguments]) == 0
    content = Path("portfolio.toml").read_bytes()
    read_portfolio(content, where="portfolio.toml")
    projects: list[dict[str, Any]] = tomllib.loads(content.decode())["projects"]
    return projects


def test_paths_below_and_beside_the_office_are_relative(office: Path, tmp_path: Path) -> None:
    clone(office / "own" / "wells.git", seed=1)
    clone(office.parent / "clones" / "pumps.git", seed=2)
    clone(tmp_path / "far" / "pipes.git", seed=3)

    projects = drafted(".", "../clones", str(tmp_path / "far"))

    assert {each["id"]: each["repositories"] for each in projects} == {
        "wells": ["own/wells.git"],
        "pumps": ["../clones/pumps.git"],
        "pipes": [str(tmp_path / "far" / "pipes.git")],
    }
    assert run(["survey"]) == 0


def test_a_project_is_called_by_what_its_clone_was_made_from(office: Path) -> None:
    clone(office / "c1" / "repo", seed=1, origin="git@forge.example:moh/Water-Wells.git")
    clone(office / "c2" / "old", seed=2, origin=f"{FORGE}/moh/pumps")

    projects = drafted(".")

    assert [(each["id"], each.get("name")) for each in projects] == [
        ("water-wells", "Water-Wells"),
        ("pumps", None),
    ]


def test_names_that_clash_are_told_apart_by_what_stands_before_them(office: Path) -> None:
    for seed, owner in enumerate(("ada", "bo")):
        for place in ("x", "y"):
            clone(office / place / owner / "api.git", seed=10 * seed + ord(place))

    assert [each["id"] for each in drafted(".")] == ["api", "bo-api", "ada-api", "y-bo-api"]


def test_copies_and_forks_are_one_project_where_that_is_sure(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clone(office / "a" / "wells", seed=1, origin=f"{FORGE}/moh/wells")
    clone(office / "b" / "copy-of-wells", seed=1, origin=f"{FORGE}/moh/wells.git")
    clone(
        office / "c" / "wells",
        seed=1,
        origin=f"{FORGE}/ada/wells",
        upstream=f"{FORGE}/moh/wells",
    )
    clone(office / "d" / "pumps", seed=2)
    clone(office / "e" / "pumps.git", seed=2)

    projects = drafted(".")

    assert [(each["id"], each["repositories"]) for each in projects] == [
        ("wells", ["a/wells", "b/copy-of-wells", "c/wells"]),
        ("pumps", ["d/pumps", "e/pumps.git"]),
    ]
    assert "pumps: d/pumps, e/pumps.git are copies or forks" in capsys.readouterr().out


def test_what_only_looks_alike_stays_apart(office: Path) -> None:
    """One name with other histories; one history with other names, as of a template."""
    clone(office / "a" / "docs", seed=1)
    clone(office / "b" / "docs", seed=2)
    clone(office / "c" / "template", seed=3, origin=f"{FORGE}/moh/template")
    clone(
        office / "d" / "service",
        seed=3,
        origin=f"{FORGE}/moh/service",
        upstream=f"{FORGE}/moh/template",
    )
    cut = clone(office / "e" / "docs", seed=1)
    (cut / "shallow").write_text(f"{'a' * 40}\n")

    assert [each["id"] for each in drafted(".")] == [
        "docs",
        "b-docs",
        "template",
        "service",
        "e-docs",
    ]


def test_an_address_stands_beside_folders(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    clone(office / "wells", seed=1, origin="git@forge.example:moh/wells")

    assert run(["init", f"{FORGE}/moh/wells.git", f"{FORGE}/moh/pumps", ".", "--json"]) == 0

    shown = json.loads(capsys.readouterr().out)
    assert (shown["projects"], shown["repositories"]) == (2, 3)
    found = tomllib.loads(Path("portfolio.toml").read_text("utf-8"))["projects"]
    assert [(each["id"], each["repositories"]) for each in found] == [
        ("wells", [f"{FORGE}/moh/wells.git", "wells"]),
        ("pumps", [f"{FORGE}/moh/pumps"]),
    ]


def test_a_clone_that_cannot_be_opened_is_named_all_the_same(office: Path) -> None:
    broken = clone(office / "wells", seed=1)
    shutil.rmtree(broken / "objects")
    (broken / "objects").mkdir()
    (broken / "config").write_bytes(b'[remote "origin"\n\xff url = https://')

    assert [each["id"] for each in drafted(".")] == ["wells"]


def test_a_linked_work_tree_stands_for_its_clone(office: Path) -> None:
    home = clone(office / "wells.git", seed=1)
    trees = office.parent / "trees"
    trees.mkdir()
    for name in ("one", "two"):
        subprocess.run(
            ["git", "-C", str(home), "worktree", "add", "-q", "--detach", str(trees / name)],
            check=True,
        )

    assert [(each["id"], each["repositories"]) for each in drafted("../trees")] == [
        ("wells", ["wells.git"])
    ]
    assert run(["survey"]) == 0
