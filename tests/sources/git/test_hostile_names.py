# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Names that could be options or lead out, absurd dates, mailmaps (threats 7, 10, 20, 21)."""

import os
import time
from pathlib import Path

import pytest

from commonweal.core.text import path_bytes
from tests.gitkit import History, commit_object, git, lines
from tests.sources.git.hostile import WHO, small_repository, write_object
from tests.sources.git.reading import collect, gits_changes, our_changes
from tests.survey.office import Office

ODD_FILES = (
    b"--output=x",
    b"-c",
    b"CON",
    b"aux.txt",
    b"C:\\x",
    b"a\nb",
    b" leading",
    b"trailing.",
    "\u00e9".encode(),
    "e\u0301".encode(),
    b"README",
    b"readme",
    b"\x1b[31m",
    "\u202ecod.exe".encode(),
    b"x" * 250,
)


def test_strange_names_of_files_are_rows_and_write_nothing_elsewhere(tmp_path: Path) -> None:
    history = History(tmp_path / "r.git")
    history.commit({name: lines(2, seed=n) for n, name in enumerate(ODD_FILES)})
    repository = history.write()
    before = sorted(path for path in tmp_path.iterdir())
    office = Office(tmp_path / "r.git" / "office")

    office.survey(repository)

    kept = {path_bytes(path) for (path,) in office.rows("select path from tree_file")}
    assert kept == set(ODD_FILES)
    assert our_changes(collect(repository, tmp_path / "ws"), tmp_path / "ws") == gits_changes(
        repository
    )
    assert sorted(path for path in tmp_path.iterdir() if path.name != "ws") == before


def test_tree_entries_that_climb_out_are_names_and_nothing_more(tmp_path: Path) -> None:
    """Git itself refuses to make them; a hostile sender does not."""
    repository = small_repository(tmp_path / "r.git")
    blob = bytes.fromhex(write_object(repository, b"blob", b"x\n"))
    names = (b"..", b"../../x", b".git", b".git ", b"GIT~1", b"a/../b", b"", b"same", b"same")
    tree = write_object(repository, b"tree", b"".join(b"100644 %b\0%b" % (n, blob) for n in names))
    content = f"tree {tree}\nauthor {WHO}\ncommitter {WHO}\n\nClimb"
    git(repository, "update-ref", "refs/heads/main", commit_object(repository, content.encode()))
    office = Office(tmp_path / "office")

    summary = office.survey(repository)

    assert summary.read == 1
    assert not (tmp_path / "x").exists()
    assert not (office.root / "x").exists()


ODD_REFS = ("--output=x", "-c", "@{-1}", "a..b", "*", "a b", "%s", "$(touch x)", "\u202e", "-")


def test_names_of_refs_are_never_arguments(tmp_path: Path) -> None:
    repository = small_repository(tmp_path / "r.git")
    head = git(repository, "rev-parse", "HEAD").decode().strip()
    packed = "".join(f"{head} refs/tags/{name}\n{head} refs/heads/{name}\n" for name in ODD_REFS)
    (repository / "packed-refs").write_text(packed + f"{head} refs/heads/main\n")
    (repository / "refs" / "heads" / "main").unlink(missing_ok=True)
    (repository / "HEAD").write_text("ref: refs/heads/--output=x\n")
    office = Office(tmp_path / "office")

    summary = office.survey(repository)

    assert (summary.read, summary.commits, summary.problems) == (1, 2, ())
    assert {name for (name,) in office.rows("select name from tag")} == set(ODD_REFS)
    assert office.rows("select name from branch where is_default") == [("--output=x",)]


@pytest.mark.parametrize(
    "head",
    [
        "",
        "ref: ",
        "ref: refs/heads/none",
        "--all",
        "-c",
        "ref: ../../x",
        "HEAD",
        "0" * 39,
        "x" * 40,
    ],
)
def test_a_head_that_leads_nowhere_is_a_problem(head: str, tmp_path: Path) -> None:
    repository = small_repository(tmp_path / "r.git")
    (repository / "HEAD").write_text(head)
    office = Office(tmp_path / "office")

    summary = office.survey(repository, small_repository(tmp_path / "good.git"))

    assert [(one.stage, type(one.problem).__name__) for one in summary.problems] == [
        ("open", "NoCommits")
    ]


ODD_FOLDERS = (
    b"--upload-pack=x",
    b"-c",
    b"with space",
    b"line\nbreak",
    b'"quoted',
    b"it's",
    b"a:b",
    b"a;touch marker",
    b"[glob]*",
    "\u00e9".encode(),
    b"bytes-\xff",
)


def test_a_repository_in_a_folder_of_any_name_is_read_or_is_a_problem(tmp_path: Path) -> None:
    base = tmp_path / "base"
    folders = []
    for number, name in enumerate(ODD_FOLDERS):
        small_repository(base / "plain", seed=number)
        folders.append(Path(os.fsdecode(os.fsencode(base) + b"/" + name)))
        (base / "plain").rename(folders[-1])
    office = Office(tmp_path / "office")

    summary = office.survey(*folders)
    again = office.survey(*folders)

    problems = {one.problem.what for one in summary.problems}
    assert problems == {"the path of the repository has a line break, or begins with a quote"}
    assert summary.read == len(ODD_FOLDERS) - 1
    assert again.generation == summary.generation
    assert sorted(os.fsencode(path.name) for path in base.iterdir()) == sorted(ODD_FOLDERS)


def test_absurd_dates_are_clamped_flagged_and_never_dropped(tmp_path: Path) -> None:
    history = History(tmp_path / "r.git")
    history.commit({"a": "a\n"})
    repository = history.write()
    tree = git(repository, "rev-parse", "main^{tree}").decode().strip()
    parent = git(repository, "rev-parse", "main").decode().strip()
    dates = (
        "99999999999999 +0000",
        "-1 +0000",
        "0 +0000",
        "1e9 +0000",
        "18446744073709551615 -9999",
    )
    for date in dates:
        who = f"A <a@b> {date}"
        content = f"tree {tree}\nparent {parent}\nauthor {who}\ncommitter {who}\n\nWhen"
        parent = commit_object(repository, content.encode())
    git(repository, "update-ref", "refs/heads/main", parent)
    office = Office(tmp_path / "office")

    office.survey(repository)

    assert office.rows(
        "select year(committed_at), committer_zone, is_date_doubtful from commit order by commit_no"
    ) == [
        (2023, 0, False),
        (2026, 0, True),
        (1990, 0, True),
        (1990, 0, True),
        (1990, 0, True),
        (2026, None, True),
    ]


def test_a_mailmap_that_is_a_link_or_huge_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("Spoof <s@s> <ada@example.org>\n")
    linked = History(tmp_path / "linked.git")
    linked.commit({".mailmap": str(secret)}, modes={".mailmap": "120000"})
    linked.commit({"a": "1\n"})
    huge = History(tmp_path / "huge.git")
    junk = "".join(f"Nobody <n@n> <{n}@x>\n" for n in range(150_000))
    huge.commit({".mailmap": junk + "Late <l@l> <ada@example.org>\n"})
    office = Office(tmp_path / "office")
    started = time.monotonic()

    office.survey(linked.write(), huge.write())

    assert time.monotonic() - started < 120
    assert office.rows("select distinct name from person") == [("Ada Obi",)]
    assert b"Late" in git(tmp_path / "huge.git", "log", "-1", "--format=%aN"), "git would follow it"
