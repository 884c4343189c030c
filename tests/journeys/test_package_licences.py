# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Licences that locks name reach the evidence, the SBOM and the list of what they mean."""

import json
from importlib import resources
from pathlib import Path

import pytest

from commonweal.packages.licences import licence_class
from commonweal.surfaces.cli import run
from commonweal.workspace import Workspace
from tests.gitkit import ADA, History

LOCK = {
    "packages": {
        "": {"dependencies": {"free": "1", "closed": "1", "silent": "1"}},
        "node_modules/free": {"version": "1.0.0", "license": "MIT"},
        "node_modules/closed": {"version": "1.0.0", "license": "BUSL-1.1", "dev": True},
        "node_modules/silent": {"version": "1.0.0"},
    }
}


def test_what_is_used_is_listed_with_its_licence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    history = History(tmp_path / "wells.git")
    history.commit({"package-lock.json": json.dumps(LOCK)}, author=ADA)
    history.write()
    monkeypatch.chdir(tmp_path)
    assert run(["survey", str(history.path), "--workspace", "ws"]) == 0
    query = resources.files("commonweal.insight.queries").joinpath("package_licences.sql")

    engine = Workspace(tmp_path / "ws").engine()
    rows = engine.rows(query.read_text("utf-8"), subject="portfolio")
    capsys.readouterr()
    assert run(["sbom", "--workspace", "ws"]) == 0
    written = json.loads(capsys.readouterr().out)

    assert [(row[2], row[3], licence_class(str(row[3])), row[6]) for row in rows] == [
        ("closed", "BUSL-1.1", "not_open", False),
        ("free", "MIT", "permissive", True),
        ("silent", "", "unknown", True),
    ]
    assert {one["name"]: one.get("licenses") for one in written["components"]} == {
        "closed": [{"license": {"id": "BUSL-1.1"}}],
        "free": [{"license": {"id": "MIT"}}],
        "silent": None,
    }


def test_the_page_lists_what_is_not_open_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    history = History(tmp_path / "wells.git")
    history.commit({"package-lock.json": json.dumps(LOCK)}, author=ADA)
    history.write()
    monkeypatch.chdir(tmp_path)
    assert run(["survey", str(history.path), "--workspace", "ws"]) == 0

    assert run(["publish", "--workspace", "ws", "--out", "site"]) == 0

    found = json.loads((tmp_path / "site" / "licences.json").read_text())
    shown = (tmp_path / "site" / "licences.html").read_text()
    assert [(row["name"], row["class"], row["projects"]) for row in found["content"]] == [
        ("closed", "not_open", "wells"),
        ("silent", "unknown", "wells"),
        ("free", "permissive", "wells"),
    ]
    assert "Files name the licences of 2 versions of packages in use, of 3." in shown
    assert shown.index("Not open source") < shown.index("Licence not known")
    assert "copyleft" not in shown
    assert "several licences" not in shown


def test_a_version_under_two_licences_counts_under_each_and_the_page_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = json.dumps(LOCK).replace('"MIT"', '"GPL-3.0-only"')
    history = History(tmp_path / "wells.git")
    history.commit(
        {"package-lock.json": json.dumps(LOCK), "web/package-lock.json": other}, author=ADA
    )
    history.write()
    monkeypatch.chdir(tmp_path)
    assert run(["survey", str(history.path), "--workspace", "ws"]) == 0

    assert run(["publish", "--workspace", "ws", "--out", "site"]) == 0

    shown = (tmp_path / "site" / "licences.html").read_text()
    assert "Files name the licences of 2 versions of packages in use, of 3." in shown
    assert "For 1 of them, files name several licences; it counts under each." in shown
    assert shown.count("1 version of a package.") == 4
