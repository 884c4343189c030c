# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Survey after survey: what was read stays, what is new is added, and what moved is seen."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonweal.survey import Summary
from tests.gitkit import BO, History, git, lines
from tests.sources.git.reading import gits_changes
from tests.survey.office import COMMITS, HISTORY, MEMBERS, PROBLEMS, READ, Office

pytestmark = pytest.mark.usefixtures("little_is_measured")

COUNTED = "select lower(hex(commit_id)), path, added, deleted "
COUNTED += "from change join commit using (family_id, commit_no)"


def agrees(office: Office, *repositories: Path) -> bool:
    """Whether every change row is there once, and is git's."""
    truth = {key: row for one in repositories for key, row in gits_changes(one).items()}
    expected = sorted(
        (commit, path.decode(), row.added, row.deleted) for (commit, path), row in truth.items()
    )
    return sorted(office.rows(COUNTED)) == expected


def ids(repository: Path, revision: str = "HEAD") -> list[str]:
    return sorted(git(repository, "rev-list", revision).decode().split())


def members(office: Office, repository_id: str) -> list[str]:
    return [commit for name, commit in office.rows(MEMBERS) if name == repository_id]


def start(path: Path, *, seed: int = 0) -> History:
    history = History(path)
    for number in range(3):
        history.commit({"a": lines(number + 3, seed=seed), f"f{number}": lines(2, seed=seed + 9)})
    return history


def test_appended_commits_are_added_and_nothing_is_read_twice(tmp_path: Path) -> None:
    history, office = start(tmp_path / "r.git"), Office(tmp_path / "office")
    repository = history.write()
    first = office.survey(repository)
    before = set(office.rows(COMMITS.replace("parent_ids", "len(parent_ids)")))
    history.commit({"a": lines(30)}, author=BO)
    history.write()

    second = office.survey(repository)

    assert (first.new_commits, second.new_commits, second.commits) == (3, 1, 4)
    assert before < set(office.rows(COMMITS.replace("parent_ids", "len(parent_ids)")))
    assert agrees(office, repository)
    assert members(office, "r") == ids(repository)


def test_nothing_new_keeps_the_generation(tmp_path: Path) -> None:
    office = Office(tmp_path / "office")
    repository = start(tmp_path / "r.git").write()

    first, second = office.survey(repository), office.survey(repository)

    assert (first.is_new, second.is_new) == (True, False)
    assert (second.generation, second.new_commits) == (first.generation, 0)


def test_many_small_surveys_are_compacted_and_lose_nothing(tmp_path: Path) -> None:
    history, office = start(tmp_path / "r.git"), Office(tmp_path / "office")
    for number in range(4):
        history.commit({"a": lines(number)})
        office.survey(history.write())

    manifest = office.workspace.store.current()
    assert manifest
    assert len(manifest.of_table("change")) == 1
    assert agrees(office, history.path)
    assert members(office, "r") == ids(history.path)


def test_after_a_forced_push_old_commits_stay_and_are_members_no_more(tmp_path: Path) -> None:
    history, office = start(tmp_path / "r.git"), Office(tmp_path / "office")
    repository = history.write()
    office.survey(repository)
    old = ids(repository)
    history.commit({"new": lines(4)}, parents=(1,))
    history.write()

    office.survey(repository)

    assert members(office, "r") == ids(repository) != old
    stored = [row[0] for row in office.rows("select lower(hex(commit_id)) from commit")]
    assert sorted(stored) == sorted({*old, *ids(repository)})
    portfolio = "select commit_id from commits where repository_id = 'portfolio' order by 1"
    assert [row[0] for row in office.rows(portfolio)] == ids(repository)


def _fork(origin: Path, path: Path) -> History:
    """A copy of a repository with a history of its own to come."""
    fork = History(path)
    git(path, "fetch", "--quiet", str(origin), "+refs/heads/*:refs/heads/*")
    tip = git(path, "rev-parse", "main").decode().strip()
    fork.commit({"own": lines(5, seed=77)}, raw=(), branch="main", onto=tip)
    return fork


def test_a_commit_that_forks_share_is_stored_once(tmp_path: Path) -> None:
    origin, office = start(tmp_path / "origin.git").write(), Office(tmp_path / "office")
    office.survey(origin)
    fork = _fork(origin, tmp_path / "fork.git").write()

    summary = office.survey(origin, fork)

    assert summary.new_commits == 1
    assert agrees(office, origin, fork)
    assert members(office, "origin") == ids(origin)
    assert members(office, "fork") == ids(fork)
    assert len(office.rows("select distinct family_id from repository")) == 1


def test_a_family_keeps_its_name_when_a_smaller_root_turns_up(tmp_path: Path) -> None:
    """And a fork that shares any of its roots joins it, not only the one that names it."""
    history, office = start(tmp_path / "r.git"), Office(tmp_path / "office")
    repository = history.write()
    office.survey(repository)
    family = office.rows("select family_id from repository")
    number = 0
    while not (number and ids(repository, "other")[0] < family[0][0]):
        number += 1
        history.root("other", {"o": f"{number}\n"})
        history.write()
    tip = git(repository, "rev-parse", "main").decode().strip()
    history.commit({"o": f"{number}\n"}, branch="main", onto=tip, parents=(3 + number,))
    history.write()
    only = tmp_path / "only.git"
    git(
        tmp_path,
        "clone",
        "--quiet",
        "--bare",
        "-b",
        "other",
        "--single-branch",
        str(repository),
        str(only),
    )

    office.survey(repository)
    joined = office.rows("select family_id from repository")
    office.survey(repository, only)

    assert joined == family
    assert set(office.rows("select family_id from repository")) == set(family)
    assert len(office.rows("select * from commit")) == len(ids(repository))


def test_light_then_full_equals_full_at_once(tmp_path: Path) -> None:
    repository = start(tmp_path / "r.git").write()
    light_first, at_once = Office(tmp_path / "a"), Office(tmp_path / "b")
    light_first.survey(repository, is_light=True)
    light = light_first.rows("select distinct kind, added from change")

    light_first.survey(repository)
    at_once.survey(repository)

    assert light == [("pending", None)]
    assert light_first.rows(HISTORY) == at_once.rows(HISTORY)
    assert light_first.rows(COMMITS) == at_once.rows(COMMITS)
    assert light_first.rows("select is_light from repository") == [(False,)]


def test_a_light_clone_that_moved_is_counted_when_a_full_survey_asks(tmp_path: Path) -> None:
    repository = start(tmp_path / "r.git").write()
    office = Office(tmp_path / "office")
    office.survey(repository, is_light=True)
    (tmp_path / "elsewhere").mkdir()
    moved = repository.rename(tmp_path / "elsewhere" / "r.git")

    office.survey(moved)

    assert agrees(office, moved)


def test_a_light_survey_of_what_was_counted_forgets_no_count(tmp_path: Path) -> None:
    repository = start(tmp_path / "r.git").write()
    office = Office(tmp_path / "office")
    office.survey(repository)

    office.survey(repository, is_light=True)

    assert agrees(office, repository)
    assert office.rows("select is_light from repository") == [(False,)]


def test_tags_and_branches_that_moved_are_where_they_are_now(tmp_path: Path) -> None:
    history, office = start(tmp_path / "r.git"), Office(tmp_path / "office")
    repository = history.write()
    git(repository, "tag", "v1.0.0", "main~2")
    git(repository, "tag", "v2.0.0-rc1", "main")
    git(repository, "branch", "side", "main~1")
    office.survey(repository)
    seen = "select 'tag', name, lower(hex(commit_id)) from tag union all "
    seen += "select 'branch', name, lower(hex(commit_id)) from branch order by all"
    before = office.rows(seen)
    git(repository, "tag", "-f", "v1.0.0", "main~1")
    git(repository, "tag", "-d", "v2.0.0-rc1")
    git(repository, "branch", "-f", "side", "main")

    summary = office.survey(repository)

    tip, middle, root = (
        git(repository, "rev-parse", name).decode().strip() for name in ("main", "main~1", "main~2")
    )
    assert before == [
        ("branch", "main", tip),
        ("branch", "side", middle),
        ("tag", "v1.0.0", root),
        ("tag", "v2.0.0-rc1", tip),
    ]
    assert office.rows(seen) == [
        ("branch", "main", tip),
        ("branch", "side", tip),
        ("tag", "v1.0.0", middle),
    ]
    assert (summary.is_new, summary.new_commits) == (True, 0)


def test_what_cannot_be_read_any_more_keeps_its_evidence_and_says_so(tmp_path: Path) -> None:
    repository, office = start(tmp_path / "r.git").write(), Office(tmp_path / "office")
    other = start(tmp_path / "other.git", seed=5).write()
    office.survey(repository, other)
    questions = (HISTORY, COMMITS, MEMBERS, "select * from tree_file order by all")
    before = [office.rows(question) for question in questions]
    shutil.rmtree(repository)

    summary = office.survey(repository, other)
    again = office.survey(repository, other)

    assert (summary.read, summary.repositories) == (1, 2)
    assert [office.rows(question) for question in questions] == before
    assert office.rows(READ) == [("other", True), ("r", False)]
    assert office.rows(PROBLEMS) == [("r", "open", "InputMissing")]
    assert again.is_new is False


@pytest.mark.parametrize("deeper", [False, True])
def test_a_fork_that_cannot_be_read_any_more_neither_doubles_nor_loses_the_family(
    deeper: bool,  # noqa: FBT001  a parameter of the test
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Its own commits are in the family's segments, which its sibling goes on writing."""
    if not deeper:  # a family as large as one with segments of its own
        monkeypatch.setattr("commonweal.evidence.buckets.LARGE", 1)
        monkeypatch.setattr("commonweal.evidence.buckets.COMPACT_FROM", 3)
        monkeypatch.setattr("commonweal.survey.collecting.LARGE_CHUNK", 1)
    history, office = start(tmp_path / "origin.git"), Office(tmp_path / "office")
    origin = history.write()
    fork = _fork(origin, tmp_path / "fork.git").write()
    office.survey(origin, fork, is_light=deeper)
    of_fork = members(office, "fork")
    shutil.rmtree(fork)

    for number in range(1 if deeper else 3):  # so many that their segments are written as one
        history.commit({"a": lines(40 + number)})
        history.write()
        office.survey(origin, fork)

    assert members(office, "fork") == of_fork
    assert members(office, "origin") == ids(origin)
    stored = office.rows("select lower(hex(commit_id)) from commit order by 1")
    assert stored == [(one,) for one in sorted({*ids(origin), *of_fork})]
    assert len(set(office.rows(HISTORY))) == len(office.rows(HISTORY))


def test_a_repository_that_is_no_target_any_more_is_gone(tmp_path: Path) -> None:
    one, two = start(tmp_path / "one.git").write(), start(tmp_path / "two.git", seed=4).write()
    office = Office(tmp_path / "office")
    office.survey(one, two)

    office.survey(two)

    assert office.rows(READ) == [("two", True)]
    assert agrees(office, two)
    assert {name for name, _ in office.rows(MEMBERS)} == {"two"}


@settings(
    max_examples=2, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(order=st.permutations(range(3)), workers=st.sampled_from([1, 2]))
def test_the_order_of_repositories_does_not_matter(
    order: list[int], workers: int, tmp_path: Path
) -> None:
    shutil.rmtree(tmp_path)
    tmp_path.mkdir()
    one = start(tmp_path / "one.git").write()
    repositories = [one, _fork(one, tmp_path / "fork.git").write()]
    repositories.append(start(tmp_path / "other.git", seed=8).write())
    given_so, shuffled = Office(tmp_path / "a"), Office(tmp_path / "b")

    first: Summary = given_so.survey(*repositories)
    second = shuffled.survey(*(repositories[at] for at in order), workers=workers)

    assert (first.commits, first.problems) == (second.commits, second.problems)
    for question in (HISTORY, MEMBERS, READ):
        assert given_so.rows(question) == shuffled.rows(question)


def test_folders_that_the_portfolio_names_are_read_anew_when_it_names_others(
    tmp_path: Path,
) -> None:
    office = Office(tmp_path / "office")
    history = History(tmp_path / "app.git")
    history.commit({"lib/a.js": "let a;\n", "src/b.js": "let b;\n"})
    path = history.write()

    def kinds(folders: str) -> tuple[bool, list[tuple[object, ...]]]:
        portfolio = f'[[projects]]\nid = "p"\nrepositories = ["{path}"]\n{folders}\n'
        (office.root / "portfolio.toml").write_text(portfolio)
        is_new = office.survey().is_new
        return is_new, office.rows("select path, kind from tree_file order by path")

    own = [("lib/a.js", "code"), ("src/b.js", "code")]
    assert kinds("") == (True, own)
    assert kinds("") == (False, own)
    assert kinds('vendored = ["lib/"]') == (True, [("lib/a.js", "vendored"), own[1]])
    assert kinds('vendored = ["lib/"]') == (False, [("lib/a.js", "vendored"), own[1]])
    assert kinds("") == (True, own)
