# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A project's page of packages counts its own, and says what it does not know of them."""

import html
import json
import re
from pathlib import Path

import pytest

from commonweal.surfaces.cli import run
from tests.gitkit import ADA, History

LOCK = {
    "packages": {
        "": {"dependencies": {"frame": "1"}},
        "node_modules/frame": {"version": "1.0.0", "dependencies": {"well": "1"}},
        "node_modules/well": {"version": "1.0.0"},
    }
}
CI = """on: push
jobs:
  test:
    runs-on: ubuntu-latest
    container: debian:buster
    services:
      cache:
        image: acme/cache:2.1
    steps:
      - run: make
"""
MANIFEST = '[project]\nname = "wells"\nversion = "1"\ndependencies = ["frame>=2"]\n'


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Survey a repository with a lock file and another without, and publish."""
    folder = tmp_path_factory.mktemp("packages")
    wells = {
        "pyproject.toml": MANIFEST,
        ".github/workflows/ci.yml": CI,
        "Dockerfile": "FROM ubuntu:20.04\n",
        "deps/Makefile": "all:\n\techo\n",
        "deps/hiredis/hiredis.c": "int h;\n",
        "deps/lua/lua.c": "int l;\n",
        "wells.py": "print()\n",
    }
    pumps = {"package-lock.json": json.dumps(LOCK), "package.json": '{"name": "pumps"}'}
    paths = []
    for name, files in (("wells", wells), ("pumps", pumps)):
        history = History(folder / f"{name}.git")
        history.commit(files, author=ADA)
        history.write()
        paths.append(str(history.path))
    assert run(["survey", *paths, "--workspace", str(folder / "ws")]) == 0
    assert run(["publish", "--workspace", str(folder / "ws"), "--out", str(folder / "site")]) == 0
    return folder / "site"


def text_of(page: Path) -> str:
    bare = re.sub(r"<[^<>]{1,500}>", " ", page.read_text())
    return re.sub(r"\s+([,.])", r"\1", re.sub(r"\s+", " ", html.unescape(bare)))


def test_a_project_counts_what_it_uses_itself(site: Path) -> None:
    """The other project's npm packages are none of its own."""
    wells, pumps = (text_of(site / f"packages/{name}.html") for name in ("wells", "pumps"))

    assert "npm 2 versions of packages in use" in pumps
    assert "npm" not in wells
    assert "PyPI 0 versions of packages in use" in wells
    assert "PyPI" not in pumps


def test_without_a_lock_file_only_what_manifests_ask_for_is_known(site: Path) -> None:
    wells, pumps = (text_of(site / f"packages/{name}.html") for name in ("wells", "pumps"))
    sentence = "Only what manifests ask for is known where no lock file was read"

    assert f"All are asked for directly. {sentence} (PyPI): what these packages bring" in wells
    assert "In 1 repository no lock file of this kind was read" in wells
    assert "come with" not in wells
    assert "1 is asked for directly, the others come with it." in pumps
    assert sentence not in pumps


def test_a_tag_and_a_range_are_shown_as_what_is_asked_for(site: Path) -> None:
    wells = text_of(site / "packages/wells.html")

    for name, asked in (
        ("debian", "buster"),
        ("acme/cache", "2.1"),
        ("ubuntu", "20.04"),
        ("frame", ">=2"),
    ):
        kind = "PyPI" if name == "frame" else "docker"
        assert f"{name} {kind} · direct asked for: {asked} not looked up" in wells
    rows = json.loads((site / "packages/wells.json").read_text())["content"]
    assert {row["name"]: row["asked"] for row in rows} == {
        "acme/cache": "2.1", "debian": "buster", "frame": ">=2", "ubuntu": "20.04"
    }  # fmt: skip


def test_copied_libraries_are_named_and_said_to_be_no_packages(site: Path) -> None:
    wells, pumps = (text_of(site / f"packages/{name}.html") for name in ("wells", "pumps"))

    assert "2 folders or files hold code that seems to be a copy. They are not counted" in wells
    assert "deps/hiredis, deps/lua What was looked up" in wells
    assert "seems to be a copy" not in pumps
