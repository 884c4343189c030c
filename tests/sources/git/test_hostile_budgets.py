# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What is read is counted while it is read; the same budgets as in a survey, made small."""

import os
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from commonweal.core.ids import RepositoryId
from commonweal.core.problem import Problem
from commonweal.evidence import Engine, Manifest, QueryTooLarge
from commonweal.sources.git import changes, commits, objects, refs, tags
from commonweal.sources.git.changes import TOO_LARGE_CHANGE, ChangeReader, ChangesTooLarge
from commonweal.sources.git.collect import RepositoryProblem
from commonweal.sources.git.commits import CommitsTooLarge, read_commits
from commonweal.sources.git.objects import GitObjects
from commonweal.sources.git.plan import list_commits
from commonweal.sources.git.quarantine import UnsupportedRepository, open_source, quarantine
from commonweal.sources.git.refs import read_refs
from commonweal.sources.tree import Budget, collect_tree
from commonweal.survey import sealing
from commonweal.survey.options import Summary
from tests.gitkit import History, git, lines
from tests.sources.git.hostile import small_repository
from tests.sources.git.reading import NOW, collect, gits_changes, our_changes, query
from tests.survey.bombs import back_and_forth, large_messages, large_tags
from tests.survey.office import Office


def _socket(path: Path) -> None:
    # The path of a socket may not be long.
    here = os.open(".", os.O_RDONLY)
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(path.name)
    finally:
        os.fchdir(here)
        os.close(here)


def _device(path: Path) -> None:
    path.symlink_to("/dev/zero")


STORED = (
    "packed-refs",
    "config",
    "objects/info/alternates",
    "objects/info/packs",
    "objects/pack/pack-1.idx",
    "objects/pack/multi-pack-index",
    f"objects/aa/{'0' * 38}",
)


@pytest.mark.parametrize("make", [os.mkfifo, _socket])
@pytest.mark.parametrize("name", STORED)
def test_a_pipe_or_socket_in_the_place_of_a_file_is_refused_at_once(
    make: Callable[[Path], None], name: str, tmp_path: Path
) -> None:
    """Git would wait at a pipe until its time is over."""
    repository = small_repository(tmp_path / "r.git")
    path = repository / name
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    make(path)

    with pytest.raises(UnsupportedRepository, match="neither a file nor a folder"):
        open_source(repository)


def test_a_pipe_is_one_sentence_and_the_other_repository_is_read(tmp_path: Path) -> None:
    bad, good = small_repository(tmp_path / "bad.git"), small_repository(tmp_path / "good.git")
    os.mkfifo(bad / "objects" / "pack" / "pack-1.idx")
    office = Office(tmp_path / "office")
    started = time.monotonic()

    summary = office.survey(bad, good)

    assert time.monotonic() - started < 30
    assert summary.read == 1
    [problem] = summary.problems
    assert problem.problem.what.endswith("pack-1.idx is neither a file nor a folder")
    assert problem.problem.fix


def test_a_folder_of_refs_that_leads_out_is_not_walked(tmp_path: Path) -> None:
    repository = small_repository(tmp_path / "r.git")
    head = git(repository, "rev-parse", "main").decode()
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret-name").write_text(head)
    (repository / "refs" / "remotes").mkdir()
    (repository / "refs" / "remotes" / "origin").symlink_to(outside)
    (repository / "refs" / "heads" / "more").symlink_to(outside)

    assert list(read_refs(open_source(repository)).branches) == ["main"]


def test_refs_in_a_thousand_folders_within_each_other_are_read(tmp_path: Path) -> None:
    repository = small_repository(tmp_path / "r.git")
    head = git(repository, "rev-parse", "main").decode()
    deepest = str(repository / "refs" / "heads")
    for _ in range(1_500):
        deepest += "/d"
        os.mkdir(deepest)  # noqa: PTH102  pathlib makes parents by calling itself
    Path(deepest, "x").write_text(head)

    names = read_refs(open_source(repository)).branches.keys()
    # As every system removes it: pytest's own way calls itself a thousand times.
    subprocess.run(["rm", "-r", repository / "refs" / "heads" / "d"], check=True)

    assert names == {"main", "d/" * 1_500 + "x"}


@pytest.mark.parametrize("is_packed", [False, True])
def test_names_of_refs_are_counted_in_bytes_too(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *, is_packed: bool
) -> None:
    repository = small_repository(tmp_path / "r.git")
    head = git(repository, "rev-parse", "main").decode().strip()
    for number in range(30):
        git(repository, "update-ref", f"refs/tags/{number:02}{'n' * 190}", head)
    if is_packed:
        git(repository, "pack-refs", "--all")
        (repository / "refs" / "heads" / "main").write_text(f"{head}\n")
    whole = read_refs(open_source(repository))
    monkeypatch.setattr(refs, "REF_BYTES", 5_000)

    found = read_refs(open_source(repository))

    assert (len(whole.tags), whole.is_cut) == (30, False)
    assert (found.is_cut, found.head) == (True, head)
    assert 10 < len(found.tags) < 25


def test_what_is_unusual_of_all_tags_together_is_bounded(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    repository = large_tags(tmp_path / "r.git", tags=10, size=100_000)
    whole = collect(repository, tmp_path / "whole")
    monkeypatch.setattr(tags, "UNUSUAL_BYTES", 4 * (100_000 + 200 - tags.USUAL_BYTES))

    result = collect(repository, tmp_path / "ws")

    dated = "select count(*) from tag where tagged_at is not null"
    assert query(whole, tmp_path / "whole", dated) == [(10,)]
    assert query(result, tmp_path / "ws", dated) == [(4,)]
    assert [problem.problem.what for problem in result.problems] == [
        "6 tags are too large to be opened: they count as no releases."
    ]


def test_what_is_unusual_of_all_commits_together_is_bounded(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """None of them is cut: each alone would be read."""
    repository = large_messages(tmp_path / "r.git", commits=5, size=100_000)
    source = open_source(repository)
    with quarantine(source, tmp_path / "work") as view:
        listed, _ = list_commits(view, read_refs(source).head)
        assert len(list(read_commits(view, listed.ids, now=NOW))) == 5
        monkeypatch.setattr(commits, "UNUSUAL_BYTES", 120_000)

        with pytest.raises(CommitsTooLarge, match="far larger than usual"):
            list(read_commits(view, listed.ids, now=NOW))


def test_commits_that_are_too_much_together_are_read_in_parts(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Each is within the budget of one, all together are a hundred times over it."""
    repository = back_and_forth(tmp_path / "r.git", commits=100, files=20)
    # Twenty changes of about 110 bytes.
    monkeypatch.setattr(changes, "PIECE_BYTES", 2_600)
    monkeypatch.setattr(changes, "PART_BYTES", 5_000)
    monkeypatch.setattr(changes, "WAITING_BYTES", 5_000)

    result = collect(repository, tmp_path / "ws")

    assert result.problems == ()
    assert our_changes(result, tmp_path / "ws") == gits_changes(repository)


def test_a_part_holds_no_more_than_its_bytes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    source = open_source(back_and_forth(tmp_path / "r.git", commits=30, files=20))
    monkeypatch.setattr(changes, "PIECE_BYTES", 2_600)
    monkeypatch.setattr(changes, "PART_BYTES", 5_000)
    with quarantine(source, tmp_path / "work") as view:
        listed, _ = list_commits(view, read_refs(source).head)
        reader = ChangeReader(view, listed.ids, jobs=1, exact=False)
        parts = list(reader.pieces())
        reader.stop()

    assert [commit_id for commit_ids, _ in parts for commit_id in commit_ids] == listed.ids
    assert max(part.size for _, part in parts) < 5_000 + 2_600
    assert len(parts) > 5


def test_commits_too_large_to_be_read_are_told_and_many_of_them_end_the_reading(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """To find out costs seconds and gigabytes each time; other commits are read."""
    source = open_source(back_and_forth(tmp_path / "r.git", commits=6, files=50))
    monkeypatch.setattr(changes, "PIECE_BYTES", 4_000)
    with quarantine(source, tmp_path / "work") as view:
        listed, _ = list_commits(view, read_refs(source).head)
        reader = ChangeReader(view, listed.ids, jobs=1, exact=False)
        [(_, piece)] = reader.pieces()
        reader.stop()
        monkeypatch.setattr(changes, "MOST_TOO_LARGE", 5)
        reader = ChangeReader(view, listed.ids, jobs=1, exact=False)
        with pytest.raises(ChangesTooLarge, match="more than 5 of its commits"):
            list(reader.pieces())
        reader.stop()

    assert piece.changes == (None,) * 6
    assert piece.problems == tuple(f"{one}: {TOO_LARGE_CHANGE}" for one in listed.ids)


@pytest.mark.parametrize("kind", [CommitsTooLarge, ChangesTooLarge])
def test_a_history_over_its_budget_counts_as_cut_short(kind: type[Problem]) -> None:
    """So that a survey ends with 3."""
    problem = RepositoryProblem(RepositoryId("r"), "graph", kind("too large"))
    other = RepositoryProblem(RepositoryId("r"), "graph", Problem("a commit is missing"))
    summary = Summary(1, NOW, True, 1, 1, 1, 1, 1, (problem,), 1.0)  # noqa: FBT003

    assert summary.is_cut_short
    assert not msgspec.structs.replace(summary, problems=(other,)).is_cut_short


def test_a_file_too_large_to_be_opened_is_told_as_such(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """It is there, so that to fetch it again would not help."""
    history = History(tmp_path / "r.git")
    history.commit({"README.md": lines(500), "a.py": lines(5)})
    repository = history.write()
    monkeypatch.setattr(objects, "MAX_BLOB", 1 << 10)
    with quarantine(open_source(repository), tmp_path / "work") as view:
        head = read_refs(open_source(repository)).head or ""
        budget = Budget(opened=1 << 10)
        rows = collect_tree(GitObjects(view), repository_id="r", head=head, budget=budget)

    assert [(row.kind, row.what) for row in rows.problems] == [
        ("over_budget", "1 file is larger than 0 MiB, and was not opened (README.md).")
    ]
    assert "documents" in rows.gaps


def test_a_query_over_its_memory_is_one_sentence() -> None:
    engine = Engine(memory="8MB")

    with pytest.raises(QueryTooLarge, match="more than 8MB of memory") as caught:
        engine.rows("select count(distinct range) from range(2000000)")

    engine.close()
    assert "Leave out the repository" in caught.value.fix


def test_a_survey_whose_queries_are_too_large_asks_again_with_more_memory(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    office = Office(tmp_path / "office")
    asked: list[str] = []

    def small(folder: Path, manifest: Manifest, *, memory: str = "1MB") -> Engine:
        asked.append(memory)
        return Engine(folder, manifest, memory=memory)

    monkeypatch.setattr(sealing, "Engine", small)
    summary = office.survey(small_repository(tmp_path / "r.git"))

    assert summary.problems == ()
    assert len(set(asked)) == 2
    assert office.rows("select * from metric_values limit 1") != []
    assert list(office.workspace.folder.rglob("spill-*")) == [], "what queries put down is gone"
