# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Every text that the command line prints comes from the catalogue that babel.cfg extracts."""

import io
import re
import time
import zipfile
from collections.abc import Sequence
from gettext import GNUTranslations
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from commonweal.measures.catalogue import metrics, probes
from commonweal.standards.catalogue import standards
from commonweal.surfaces import cli
from commonweal.surfaces.cli import _language
from tests.gitkit import History

NOW = int(time.time())
# A value stands outside of the brackets: if it is a text of ours, it must bring its own.
VALUE = re.compile(r"(%\(\w+\)s|\{\w+\})")
MARKED = re.compile(r"⟦[^⟦⟧]*⟧")
# What is no sentence: versions, days, options, addresses, paths, program text.
NO_PROSE = re.compile(
    r"`[^`]*`|--[a-z-]+|[\w.@:/+-]*[./:_@\d][\w.@:/+-]*|\b[A-Z]{2,}\b|\bs\b", re.ASCII
)
# Names that the small survey holds.
NAMES = {
    "zorg", "blik", "quux", "PyPI", "Ada", "commonweal", "Hopper", "Our", "portfolio", "project",
}  # fmt: skip

LOCK = """[[package]]
name = "quux"
version = "1.0"
optional = false
python-versions = ">=3.8"
files = []

[metadata]
lock-version = "2.0"
python-versions = ">=3.8"
content-hash = "0"
"""
ADVISORY = """{"id": "OSV-1", "modified": "2026-01-01T00:00:00Z", "affected": [{
  "package": {"ecosystem": "PyPI", "name": "quux"},
  "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "2.0"}]}]}]}"""


def bracketed(message: str) -> str:
    """Mark the fixed pieces of a sentence, and leave its values outside."""
    pieces = VALUE.split(message)
    return "".join(
        piece if VALUE.fullmatch(piece) or not any(map(str.isalpha, piece)) else f"⟦{piece}⟧"
        for piece in pieces
    )


@pytest.fixture(scope="module")
def language(catalogue: Catalog) -> GNUTranslations:
    """A language in which every sentence that was extracted is marked."""
    marked = Catalog(locale="en")
    for message in catalogue:
        if message.id:
            said = (
                tuple(map(bracketed, message.id))
                if isinstance(message.id, (tuple, list))
                else bracketed(message.id)
            )
            marked.add(message.id, said, context=message.context)
    compiled = io.BytesIO()
    write_mo(compiled, marked)
    return GNUTranslations(io.BytesIO(compiled.getvalue()))


@pytest.fixture
def office(language: GNUTranslations, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two repositories, one with a lock file; the terminal speaks the marked language."""
    zorg = History(tmp_path / "zorg.git")
    zorg.commit(
        {"pyproject.toml": '[project]\nname = "zorg"\ndependencies = ["quux"]\n'},
        when=f"{NOW - 900 * 86_400} +0000",
    )
    zorg.commit({"poetry.lock": LOCK, "README.md": "# zorg\n"}, when=f"{NOW - 86_400} +0000")
    zorg.write()
    blik = History(tmp_path / "blik.git")
    blik.commit({"blik.py": "print(1)\n"}, when=f"{NOW - 900 * 86_400} +0000")
    blik.write()
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as file:
        file.writestr("OSV-1.json", ADVISORY)
    (tmp_path / "CITATION.cff").write_text("cff-version: 1.2.0\ntitle: zorg\n")
    (tmp_path / "odd.toml").write_text('[[projects]]\nid = "A B"\nrepositories = []\nnmae = 1\n')
    monkeypatch.setattr(_language, "_catalogue", lambda _: language)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def unmarked(printed: str, names: set[str]) -> list[str]:
    """Lines with words that no catalogue touched, and that are no data either."""
    left = []
    for line in MARKED.sub(" ", printed).splitlines():
        words = re.findall(r"[^\W\d_]+", NO_PROSE.sub(" ", line))
        if unknown := [word for word in words if word not in names]:
            left.append(f"{' '.join(unknown)}   <- {line.strip()}")
    return left


def names_of_definitions() -> set[str]:
    """Ids and proper names of metrics, probes and standards, as single words."""
    texts = [text for metric in metrics().values() for text in (metric.id, metric.chaoss)]
    texts += [label for probe in probes().values() for label in (probe.id, *probe.labels)]
    texts += [standard.id for standard in standards().values()]
    return {word for text in texts for word in re.findall(r"[^\W\d_]+", text)}


COMMANDS: dict[str, Sequence[str]] = {
    "status": ("status",),
}


def test_every_text_of_the_command_line_comes_from_the_catalogue(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = NAMES | names_of_definitions()
    left = []
    for command in STORY:
        cli.run(command.split())
        screen = capsys.readouterr()
        left += [f"{command}: {line}" for line in unmarked(screen.out + screen.err, names)]

    Path("/tmp/words/left").write_text("\n".join(left))
    assert "\n".join(left) == ""


STORY = (
    "status",
    "survey zorg.git blik.git gone.git",
    "survey zorg.git",
    "survey gone.git",
    "survey odd.toml",
    "status",
    "metrics",
    "metrics commits",
    "metrics activity_hours",
    "metrics nonsense",
    "assess",
    "assess scorecard",
    "assess dpg --project zorg",
    "assess dpg --export x.json",
    "assess dpg --project zorg --export x.json",
    "assess dpg --project zorg --export x.json",
    "assess scorecard --project zorg --export y.json",
    "next",
    "next --limit 1",
    "next --project zorg",
    "next --write drafts",
    "next --write drafts",
    "risk",
    "risk --limit 1",
    "risk --without package:pkg:pypi/quux",
    "risk --without forge",
    "risk --without person:nobody",
    "advisories",
    "advisories list",
    "advisories import all.zip --name osv",
    "advisories",
    "advisories forget nothing",
    "advisories list",
    "answer zorg dpg/3 met --because because",
    "answer zorg dpg/3 maybe --because because",
    "answer portfolio dpg/3 met --because because",
    "answer zorg dpg/3 met --because because --until 2020-01-01",
    "answer zorg dpg/3 met --because because --until soon",
    "answers show",
    "answers export --out answers.yml",
    "answers import answers.yml",
    "sbom --out a.json",
    "sbom --out a.json",
    "sbom --format openvex",
    "sbom --vex --format spdx",
    "check",
    "check CITATION.cff",
    "check gone.cff",
    "check --as nonsense gone.cff",
    "check --format nonsense gone.cff",
    "convert CITATION.cff --to bibtex",
    "init . --out portfolio.toml",
    "init . --out portfolio.toml",
    "publish --out site",
    "verify",
    "advisories forget osv",
)
