# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Problems of a survey in plain words: each kind once, each with what to do."""

from pathlib import Path

import pytest

from commonweal.core.ids import RepositoryId
from commonweal.core.problem import InputMissing
from commonweal.sources.git.fetch import _understood
from commonweal.sources.git.process import GitFailed
from commonweal.sources.git.troubles import _KINDS, Trouble
from commonweal.sources.tree.packages import MISSING, PackageProblem
from commonweal.sources.tree.problems import package_problem, problems_of
from commonweal.surfaces.cli._problems import Shown, print_problems
from commonweal.survey.choosing import choose
from commonweal.workspace import Workspace


def test_a_kind_of_problem_is_printed_once_with_all_who_have_it() -> None:
    shown: list[str] = []
    problems = [
        Shown("a", "cut", "3 commits are cut.", "Clone it."),
        Shown("b", "cut", "1 commit is cut.", "Clone it."),
        Shown("c", "", "It is \x1b[31mgone.", ""),
        Shown("a", "list", "One list is missing.", "Add it."),
        Shown("a", "list", "Another list is missing.", "Add it."),
        *(Shown(name, "cut", "1 commit is cut.", "Clone it.") for name in "cdef"),
        Shown("z", "last", "No room.", ""),
    ]

    left = print_problems(problems, most=3, show=shown.append)

    assert left == 1
    assert shown == [
        "Problem in a: 3 commits are cut.",
        "  5 more of this kind: b, c, d, ...",
        "  What to do: Clone it.",
        "Problem in c: It is \\x1b[31mgone.",
        "Problem in a: One list is missing.",
        "  1 more of this kind.",
        "  What to do: Add it.",
    ]


@pytest.mark.parametrize("kind", sorted(_KINDS))
@pytest.mark.parametrize("commits", [1, 5])
def test_what_is_wrong_with_a_history_is_a_count_and_says_what_to_do(
    kind: str, commits: int
) -> None:
    first = "cf079ac2f30bafb89cb0367c3737cf10cab8e309"

    problem = Trouble(RepositoryId("r"), kind, commits, first, "no object").problem()

    assert (problem.where, first in problem.what) == (first, False)
    assert str(commits) in problem.what
    assert problem.fix


def test_what_is_wrong_with_a_tree_says_what_to_do() -> None:
    rows = [
        *problems_of("r", 9, 1, ["a", "b"], 3, "1 file is read", ["README.md"]),
        *(
            package_problem("r", PackageProblem(path, 0, "it is broken", kind))
            for path in ("", "a/package.json")
            for kind in (MISSING, "over_budget", "package_file_refused")
        ),
    ]

    assert len(rows) == 10
    assert [row for row in rows if not row.fix] == []


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("fatal: unable to access 'x': Could not resolve host: gti.example", "of this name"),
        ("fatal: unable to access 'x': Failed to connect to y port 443: refused", "nobody"),
        ("fatal: unable to access 'x': Connection timed out", "in time"),
        ("fatal: could not read Username for 'x': terminal prompts disabled", "sign-in"),
        ("remote: Repository not found.", "no repository"),
        ("fatal: unable to access 'x': SSL certificate problem: expired", "not secure"),
        ("fatal: unable to update url base from redirection", "another address"),
        ("fatal: early EOF", "lost"),
        ("error: index-pack died of signal 15", "damaged"),
        ("fatal: what is this", "git could not do it"),
    ],
)
def test_what_git_says_of_an_address_is_said_plainly(said: str, why: str) -> None:
    plain, fix = _understood(said)

    assert why in plain
    assert fix


def test_what_git_says_of_a_copy_has_something_to_do() -> None:
    assert "git fsck" in GitFailed("git could not read this copy").fix


def test_a_missing_folder_is_told_before_anything_is_said_of_the_portfolio(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "portfolio.toml").write_text(
        f'[[projects]]\nid = "mail"\nrepositories = ["{tmp_path / "there"}"]\n'
    )
    workspace = Workspace(tmp_path)

    with pytest.raises(InputMissing, match="there is no folder") as missing:
        choose(workspace, [str(tmp_path / "typo")])
    (tmp_path / "park").mkdir()
    chosen = choose(workspace, [str(tmp_path / "typo"), str(tmp_path / "park")])

    assert missing.value.fix == "Check the name."
    # What is read all the same is its own problem; nobody is asked to keep it.
    assert [str(note) for note in chosen.notes] == [
        "portfolio.toml does not name park. A survey of the portfolio alone will leave it out. "
        "Add it there to keep it."
    ]
