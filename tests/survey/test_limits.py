# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Repositories made to break their readers end within their limits, beside good ones."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from commonweal.core.bounded import MEBIBYTE
from tests.gitkit import History, git, lines
from tests.sources.git.hostile import small_repository
from tests.survey.bombs import BOMBS, back_and_forth, go_back_and_forth, large_names
from tests.survey.office import Office

GOOD = 9
# Small enough for a test, and each still far over what its reader would take without limits.
SIZES: Mapping[str, Mapping[str, int]] = {
    "large_names": {"commits": 8, "size": 12_000_000},
    "large_messages": {"commits": 4, "size": 12_000_000},
    "nested_trees": {"depth": 4, "width": 8},
    "long_paths": {"files": 1_000},
    "many_files": {"files": 8_000},
    "back_and_forth": {"commits": 10, "files": 2_000},
    "large_tags": {"tags": 10, "size": 8_000_000},
    "many_parents": {"parents": 20_000, "merges": 5},
    "delta_bombs": {"blobs": 2, "size": 30_000_000},
    "slow_texts": {"size": 100_000},
}
IN_PART = {
    "large_messages": "4 commits are far larger than usual. Only their beginning was read.",
    "large_names": "8 commits are far larger than usual. Only their beginning was read.",
    "large_tags": "10 tags are too large to be opened: they count as no releases.",
    "many_parents": "5 commits are far larger than usual. Only their beginning was read.",
    "nested_trees": "files have paths longer than 4,096 bytes, and were left out.",
}
WHOLE = (
    "select count(*) from repository_commit join repository using (repository_id) "
    "where name like 'good%' group by repository_id"
)


def test_ten_hostile_repositories_beside_nine_good_ones(tmp_path: Path) -> None:
    hostile = [
        made(tmp_path / f"{name}.git", **SIZES.get(name, {})) for name, made in BOMBS.items()
    ]
    good = [small_repository(tmp_path / f"good{number}.git", seed=number) for number in range(GOOD)]
    office = Office(tmp_path / "office")

    summary = office.survey(*hostile, *good, workers=2, seconds=60, memory=400 * MEBIBYTE)

    assert len(hostile) == 10
    assert office.rows(WHOLE) == [(2,)] * GOOD
    assert summary.read == GOOD + 10
    told: dict[str, list[str]] = {}
    for problem in summary.problems:
        told.setdefault(str(problem.repository_id), []).append(str(problem.problem.what))
    lacking = {
        name: told.get(name)
        for name, what in IN_PART.items()
        if what not in " ".join(told.get(name, ()))
    }
    assert lacking == {}
    assert not {name for name in told if name.startswith("good")}
    assert [
        str(problem.problem.what) for problem in summary.problems if not problem.problem.fix
    ] == []


@pytest.mark.usefixtures("little_is_measured")
def test_what_is_over_its_limits_keeps_what_was_read_before(tmp_path: Path) -> None:
    history = History(tmp_path / "grows.git")
    history.commit({"a.py": lines(5)})
    grows, good = history.write(), small_repository(tmp_path / "good.git")
    office = Office(tmp_path / "office")
    office.survey(grows, good)
    # Several times what a fast machine reads in a second.
    head = git(grows, "rev-parse", "main").decode().strip()
    go_back_and_forth(grows, head, commits=120, files=3_000)

    status, output, complaints = office.run(
        "survey", "--seconds", "1", "--workers", "1", grows, good
    )

    assert status == 3
    assert output.startswith("Generation 2: 1 of 2 repositories read, 3 commits")
    assert complaints.splitlines() == [
        "Problem in grows: reading it took longer than 1 s and was ended",
        "  What to do: Survey it alone with a larger --seconds, or leave it out.",
    ]
    assert office.rows("select repository_id, is_read from repository order by all") == [
        ("good", True),
        ("grows", False),
    ]
    assert office.rows("select count(*) from repository_commit where repository_id = 'grows'") == [
        (1,)
    ]

    summary = office.survey(grows, good)

    assert (summary.read, summary.problems, summary.new_commits) == (2, (), 120)


@pytest.mark.usefixtures("little_is_measured")
@pytest.mark.parametrize("is_family", [False, True])
def test_memory_is_a_limit_of_each_repository(tmp_path: Path, *, is_family: bool) -> None:
    """And those of its own family are read without it."""
    bomb = back_and_forth(tmp_path / "bomb.git", commits=300, files=3_000)
    good = large_names(tmp_path / "good.git", commits=1, size=10)
    if is_family:
        back_and_forth(tmp_path / "twin.git", commits=1, files=3_000)
    names = ["twin" if is_family else "good", "bomb"]
    office = Office(tmp_path / "office")

    summary = office.survey(
        *(tmp_path / f"{name}.git" for name in names), workers=1, memory=160 * MEBIBYTE
    )

    assert [(problem.repository_id, problem.kind) for problem in summary.problems] == [
        ("bomb", "TookTooMuch")
    ]
    assert summary.is_cut_short
    assert summary.read == 1
    assert (bomb.exists(), good.exists()) == (True, True)
