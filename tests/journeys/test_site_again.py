# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A site that is published again keeps its languages, and is opened where somebody sits."""

import json
import shutil
import sys
from pathlib import Path

import pytest

from commonweal.surfaces.cli import run
from tests.gitkit import History, lines
from tests.journeys.test_terminal import COMMONWEAL, in_terminal

MARKER = ".commonweal-site"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the office once, to be copied."""
    folder = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        history = History(folder / "wells.git")
        history.commit({"a.py": lines(5)})
        history.write()
        assert run(["survey", "wells.git"]) == 0
        assert run(["publish", "--language", "fr", "--language", "ar"]) == 0
    return folder


@pytest.fixture
def office(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with one repository, and a site in French at the root, Arabic in a folder."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def languages(site: Path) -> dict[str, str]:
    """The language that the first page of each folder names."""
    pages = {"": site / "index.html"} | {
        name: site / name / "index.html" for name in ("ar", "en", "fr")
    }
    return {
        name: page.read_text("utf-8").partition('<html lang="')[2].partition('"')[0]
        for name, page in pages.items()
        if page.is_file()
    }


def test_a_survey_publishes_every_language_of_the_site(office: Path) -> None:
    other = History(office / "pumps.git")
    other.commit({"b.py": lines(3)})
    other.write()

    assert run(["survey", "pumps.git", "--site", "site"]) == 0

    assert languages(office / "site") == {"": "fr", "ar": "ar"}
    page = (office / "site" / "ar" / "projects.html").read_text("utf-8")
    assert {"pumps", "wells"} <= {name for name in ("pumps", "wells") if name in page}


def test_publishing_keeps_the_languages_until_others_are_named(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert run(["publish", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["languages"] == ["fr", "ar"]
    assert languages(office / "site") == {"": "fr", "ar": "ar"}

    assert run(["publish", "--language", "en"]) == 0
    assert languages(office / "site") == {"": "en"}
    assert run(["publish", "--out", "new"]) == 0
    assert languages(office / "new") == {"": "en"}


def test_a_site_of_an_earlier_version_keeps_its_folders(office: Path) -> None:
    assert run(["publish", "--language", "en", "--language", "ar"]) == 0
    marker = office / "site" / MARKER
    described = json.loads(marker.read_bytes())
    del described["languages"]
    marker.write_text(json.dumps(described | {"inputs": "", "maker": ""}))

    assert run(["survey", "wells.git", "--site", "site"]) == 0

    assert languages(office / "site") == {"": "en", "ar": "ar"}
    assert json.loads(marker.read_bytes())["languages"] == ["en", "ar"]


@pytest.mark.parametrize(
    ("desktop", "is_opened"),
    [({"DISPLAY": ":9"}, True), ({"DISPLAY": ":9", "CI": "true"}, False), ({}, False)],
)
@pytest.mark.skipif(sys.platform in ("darwin", "win32"), reason="there is always a desktop")
def test_a_site_is_opened_in_front_of_a_desktop_alone(
    office: Path, desktop: dict[str, str], *, is_opened: bool
) -> None:
    browser = office / "browser"
    browser.write_text(f'#!/bin/sh\necho chatter\necho "$1" > {office}/opened\n')
    browser.chmod(0o755)
    environment = {"CI": "", "BROWSER": str(browser), **desktop}
    command = (sys.executable, "-c", COMMONWEAL, "publish", "--open")

    status, screen = in_terminal(*command, cwd=office, more=environment)

    assert status == 0, screen
    assert "chatter" not in screen
    opened = office / "opened"
    assert opened.exists() == is_opened
    if is_opened:
        assert opened.read_text().strip() == (office / "site" / "index.html").as_uri()
