# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The rules of the house that a machine can hold."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "commonweal"
# A query begins with its verb; a sentence of ours with a capital.
QUERY = re.compile(r"\s*(?:select|SELECT|from\s+\w+\s+select|(?:with|WITH)\s+\w+\s+(?:as|AS))\s")
HOMELESS = {"utils", "util", "common", "helpers", "helper", "base", "misc"}
LONGEST_FILE = 500
# The part before the colon is split, so that this line is no tag itself.
TAGS = ("SPDX-FileCopyrightText:", "SPDX-License-Identifier:")


def our_files() -> list[Path]:
    """Files that git knows or would take in: nothing ignored, nothing deleted."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    ).stdout
    files = [ROOT / name.decode() for name in listed.split(b"\0") if name]
    return [file for file in files if file.is_file() and not file.is_symlink()]


def modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def without_tags(files: list[Path]) -> list[str]:
    """Files without both tags in the beginning, in a sidecar, or in REUSE.toml."""
    annotated = _annotated()
    return [
        str(file.relative_to(ROOT))
        for file in files
        if not _has_tags(file)
        and not _has_tags(file.with_name(file.name + ".license"))
        and not annotated.fullmatch(str(file.relative_to(ROOT)))
        and file.name != "LICENSE"
        and file.parent.name != "LICENSES"
    ]


def _has_tags(file: Path) -> bool:
    if not file.is_file():
        return False
    with file.open("rb") as opened:
        start = opened.read(4096).decode("utf-8", "replace")
    return all(tag in start for tag in TAGS)


def _annotated() -> re.Pattern[str]:
    annotations = tomllib.loads((ROOT / "REUSE.toml").read_text())["annotations"]
    globs = [one for annotation in annotations for one in annotation["path"]]
    patterns = [
        re.escape(one).replace(r"\*\*/", "(?:.*/)?").replace(r"\*\*", ".*").replace(r"\*", "[^/]*")
        for one in globs
    ]
    return re.compile("|".join(patterns))


def _linted(folder: Path, source: Path) -> subprocess.CompletedProcess[str]:
    """Run by a process of its own: the linter switches off the loggers of who calls it."""
    return subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=folder,
        env={"PYTHONPATH": str(source), "PATH": os.defpath},
        capture_output=True,
        text=True,
        check=False,
    )


def test_imports_point_down_and_rooms_keep_to_their_trade() -> None:
    linted = _linted(ROOT, SOURCE.parent)

    assert linted.returncode == 0, linted.stdout


def test_a_format_that_opens_files_is_caught(tmp_path: Path) -> None:
    """The contract above can fail: a copy of the house with one wrong import does."""
    shutil.copytree(SOURCE, tmp_path / "commonweal", ignore=shutil.ignore_patterns("__pycache__"))
    wrong = tmp_path / "commonweal" / "syntax" / "mailmap" / "read.py"
    wrong.write_text("import pathlib\nimport sqlite3\n" + wrong.read_text())
    shutil.copy(ROOT / ".importlinter", tmp_path)

    linted = _linted(tmp_path, tmp_path)

    broken = re.findall(r"^(.+?) BROKEN", re.sub(r" +", " ", linted.stdout), re.MULTILINE)
    assert broken == [
        "Only ledger imports sqlite3",
        "Syntax, formats, packages and drafting do no input or output",
    ]


def test_every_file_says_whose_it_is_and_under_which_licence() -> None:
    assert without_tags(our_files()) == []


def test_a_file_without_licence_is_caught(tmp_path: Path) -> None:
    orphan = tmp_path / "orphan.py"
    orphan.write_text('"""No tags here."""\n')

    assert not _has_tags(orphan)


def test_every_module_says_what_it_is_for() -> None:
    silent = [file for file in modules() if not ast.get_docstring(ast.parse(file.read_text()))]

    assert silent == []


def queries_in(source: str) -> list[str]:
    """Texts of a module that begin like a query, those put together from parts among them."""
    texts = (
        node.value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    return [text for text in texts if QUERY.match(text)]


def test_queries_of_insight_resilience_and_views_lie_in_files_of_their_own() -> None:
    inline = {
        str(file.relative_to(SOURCE)): found
        for room in ("insight", "resilience", "views")
        for file in sorted((SOURCE / room).rglob("*.py"))
        if (found := queries_in(file.read_text()))
    }

    assert inline == {}


@pytest.mark.parametrize(
    "source",
    [
        'rows("select 1")',
        'rows("""\n    with a as (select 1)\n    select * from a\n""")',
        'rows(f"select {columns} from verdict")',
        'rows("SELECT subject_id " "from verdict")',
        'rows("from verdict select verdict")',
    ],
)
def test_a_query_between_the_lines_is_caught(source: str) -> None:
    assert len(queries_in(source)) == 1


def test_a_sentence_that_begins_like_a_query_is_none() -> None:
    assert queries_in('"""With one question a row."""\nsay("Select what you need from it.")') == []


def test_no_module_is_a_place_for_everything() -> None:
    homeless = [
        file
        for file in modules()
        if file.stem in HOMELESS or HOMELESS & set(file.relative_to(SOURCE).parts[:-1])
    ]

    assert homeless == []


def test_no_file_is_too_long_to_read() -> None:
    code = [
        file
        for file in our_files()
        if file.suffix in (".py", ".sql", ".html", ".css") and file.is_relative_to(ROOT)
    ]
    long = {
        str(file.relative_to(ROOT)): lines
        for file in code
        # It is written from the tables, a struct for each.
        if file.name != "rows.py" and (lines := len(file.read_text().splitlines())) > LONGEST_FILE
    }

    assert long == {}


@pytest.mark.parametrize("name", ["help", "survey", "test", "check", "bench", "serve"])
def test_the_makefile_lists_what_can_be_done(name: str) -> None:
    listed = subprocess.run(
        ["make", "help"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout

    assert re.search(rf"^  make {name} +[A-Z]", listed, re.MULTILINE)
