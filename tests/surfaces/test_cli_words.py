# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Every text that the command line prints comes from the catalogue that babel.cfg extracts."""

import ast
import io
import re
import time
import zipfile
from gettext import GNUTranslations
from pathlib import Path

import click
import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from commonweal.formats.answers import ADVISORY, verdicts_on
from commonweal.formats.folders import folder_judges
from commonweal.formats.judging import judges
from commonweal.formats.streaming import streams
from commonweal.measures.catalogue import metrics, probes
from commonweal.resilience.graph import KINDS
from commonweal.standards.catalogue import standards
from commonweal.surfaces import cli
from commonweal.surfaces.cli import _language
from commonweal.surfaces.cli._forms import CsvOption
from tests.gitkit import History

NOW = int(time.time())
SOURCE = Path(__file__).parents[2] / "src" / "commonweal"
SAYING = ("message", "marked", "counted", "say", "warn", "say_counted", "warn_counted", "word")
# What Click itself prints in a help.
CLICKS = {
    "Show the version and exit",
    "Options:",
    "Commands:",
    "Show this message and exit",
    "[required]",
    "[x>=1]",
}
# A value stands outside of the brackets: if it is a text of ours, it must bring its own.
VALUE = re.compile(r"(%\(\w+\)s|\{\w+\})")
# Click cuts a long text off where it lists commands.
MARKED = re.compile(r"⟦[^⟦⟧]*(?:⟧|\.(?=\n))")
# What is no sentence: versions, days, options, addresses, paths, program text.
NO_PROSE = re.compile(
    r"`[^`]*`|\[[\w.<=>|-]+\]|-{1,2}[a-z-]+|[\w.@:/+\[\]-]*[./:_@\d][\w.@:/+\[\]-]*|\b[A-Z]{2,}\b|\bs\b",
    re.ASCII,
)
# Click has catalogues of its own for these.
CLICK = re.compile(r"Usage: |Try '")
# What is not translated yet: so many lines of a command. A number here may only fall.
LEFT = {
    # Findings of judges: their JSON is a contract in English.
    "check CITATION.cff": 2,
    "convert CITATION.cff --to bibtex": 1,
}
# Names that the small survey holds, and what was typed.
NAMES = {
    "zorg", "blik", "quux", "PyPI", "Ada", "commonweal", "gone", "nonsense", "nobody", "osv",
    "nothing", "maybe", "soon", "because", "met", "A", "B",
}  # fmt: skip
# Keys of a portfolio, which are listed where one is wrong.
KEYS = {
    "name",
    "id",
    "repositories",
    "weight",
    "groups",
    "sboms",
    "own",
    "vendored",
    "description",
    "portfolio",
}

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
RECORD = """{"id": "OSV-1", "modified": "2026-01-01T00:00:00Z", "affected": [{
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
        file.writestr("OSV-1.json", RECORD)
    (tmp_path / "CITATION.cff").write_text("cff-version: 1.2.0\ntitle: zorg\n")
    (tmp_path / "odd.toml").write_text('[[projects]]\nid = "A B"\nrepositories = []\nnmae = 1\n')
    monkeypatch.setattr(_language, "_catalogue", lambda _: language)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def unmarked(printed: str, data: set[str]) -> list[str]:
    """Lines with words that no catalogue touched, and that are no data either."""
    left = []
    for shown in MARKED.sub("\t", printed).splitlines():
        line = shown.removeprefix("Error: ")
        cells = (cell.strip(" .?'\"+") for cell in re.split(r"[\t,;()]|: | {2,}", line))
        rest = " ".join(cell for cell in cells if cell not in data)
        words = re.findall(r"[^\W\d_]+", NO_PROSE.sub(" ", rest))
        if any(word not in NAMES for word in words) and not CLICK.match(line):
            left.append(line.strip())
    return left


def names_of_definitions() -> set[str]:
    """Ids and proper names of metrics, probes, standards, kinds and formats of files."""
    texts = {text for metric in metrics().values() for text in (metric.id, metric.chaoss)}
    texts |= {probe.id for probe in probes().values()}
    for standard in standards().values():
        texts |= {standard.id, *(control.id for control in standard.control)}
    texts |= {
        *judges(),
        *folder_judges(),
        *streams(),
        *KINDS,
        *verdicts_on(""),
        *verdicts_on(ADVISORY),
    }
    return texts | {form for judge in judges().values() for form in judge.formats()}


@pytest.mark.usefixtures("office")
def test_every_text_of_the_command_line_comes_from_the_catalogue(
    capsys: pytest.CaptureFixture[str],
) -> None:
    data = KEYS | names_of_definitions()
    left: dict[str, list[str]] = {}
    for command in STORY:
        cli.run(command.split())
        screen = capsys.readouterr()
        if found := unmarked(screen.out + screen.err, data):
            left.setdefault(command, []).extend(found)

    assert {command: len(found) for command, found in left.items()} == LEFT, left


@pytest.mark.usefixtures("office")
def test_every_help_comes_from_the_catalogue(capsys: pytest.CaptureFixture[str]) -> None:
    context = click.Context(cli.commonweal)
    cli.run(["--help"])
    left = unmarked(capsys.readouterr().out, CLICKS | {*cli.commonweal.list_commands(context)})
    for command in cli.commonweal.list_commands(context):
        cli.run([command, "--help"])
        found = cli.commonweal.get_command(context, command)
        names = {*CLICKS, *getattr(found, "commands", ()), *names_of_columns(found)}
        left += unmarked(capsys.readouterr().out, names)

    assert "\n".join(left) == ""


def names_of_columns(command: click.Command | None) -> set[str]:
    """Names of the columns of a command's CSV, which programs read."""
    options = command.params if command else ()
    return {
        name
        for option in options
        if isinstance(option, CsvOption)
        for _, columns in option.described()
        for name, _ in columns
    }


def test_a_text_outside_of_the_catalogue_is_seen() -> None:
    assert unmarked("⟦Generation ⟧3: all repositories read", set()) == ["3: all repositories read"]
    assert unmarked("zorg\t⟦yes⟧\t1,200 `commonweal survey` --limit dpg/3", set()) == []


def test_a_sentence_for_translators_is_written_out() -> None:
    """Babel reads the source: what is put together while it runs is in no catalogue."""
    wrong = [
        f"{file.relative_to(SOURCE)}:{call.lineno}"
        for file in sorted(SOURCE.rglob("*.py"))
        for call in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(call, ast.Call) and _name(call) in SAYING
        for text in call.args[: 2 if "counted" in _name(call) else 1]
        if isinstance(text, (ast.JoinedStr, ast.BinOp, ast.IfExp))
    ]

    assert wrong == []


def _name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


def test_one_of_a_kind_is_said_in_the_singular(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lone = History(tmp_path / "lone.git")
    lone.commit({"poetry.lock": LOCK}, when=f"{NOW - 86_400} +0000")
    lone.write()
    monkeypatch.chdir(tmp_path)

    for command in ("survey lone.git", "status", "risk", "next", "sbom", "verify", "advisories"):
        cli.run(command.split())
    cli.run(["init", ".", "--out", "portfolio.toml"])
    screen = capsys.readouterr()

    printed = screen.err + "\n".join(
        line for line in screen.out.splitlines() if not line.startswith((" ", "{", "}"))
    )
    assert re.findall(r"(?<![\d.,])1 (?:\w+ )?(?:of )?\w+(?:ies|[a-rt-z]s)\b.*", printed) == []
    assert "1 of 1 repository read, 1 commit (1 new)" in printed
    assert "portfolio.toml: 1 project." in printed


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
    "compare zorg blik",
    "compare zorg blik --metric commits --since 2026-01 --until 2026-02",
    "compare zorg blik --metric age --since 2026-01",
    "compare zorg blik --since 2026-02 --until 2026-01",
    "compare zorg blik --since soon",
    "compare zorg",
    "status --group nobody",
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
