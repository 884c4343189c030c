# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Repositories that lead out of their folder, or lie about their history (threats 3 and 4)."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from commonweal.sources.git.quarantine import (
    LeavesItsRoot,
    NotARepository,
    UnsupportedRepository,
    open_source,
)
from tests.gitkit import ENVIRONMENT, History, commit_object, git, lines
from tests.sources.git.hostile import small_repository
from tests.sources.git.reading import collect, gits_changes, our_changes, query
from tests.survey.office import Office


def _secret(tmp_path: Path) -> Path:
    secret = small_repository(tmp_path / "secret.git", seed=100)
    git(secret, "repack", "-adq")
    return secret


def _pointer(tmp_path: Path, repository: Path) -> None:
    shutil.rmtree(repository)
    repository.mkdir()
    (repository / ".git").write_text(f"gitdir: {_secret(tmp_path)}\n")


def _linked_git_dir(tmp_path: Path, repository: Path) -> None:
    shutil.rmtree(repository)
    repository.mkdir()
    (repository / ".git").symlink_to(_secret(tmp_path))


def _linked_objects(tmp_path: Path, repository: Path) -> None:
    shutil.rmtree(repository / "objects")
    (repository / "objects").symlink_to(_secret(tmp_path) / "objects")


def _linked_packs(tmp_path: Path, repository: Path) -> None:
    shutil.rmtree(repository / "objects" / "pack")
    (repository / "objects" / "pack").symlink_to(_secret(tmp_path) / "objects" / "pack")


def _linked_pack_file(tmp_path: Path, repository: Path) -> None:
    for path in (_secret(tmp_path) / "objects" / "pack").iterdir():
        (repository / "objects" / "pack" / path.name).symlink_to(path)


def _linked_loose_objects(tmp_path: Path, repository: Path) -> None:
    (repository / "objects" / "ab").symlink_to(_secret(tmp_path) / "objects")


def _linked_loose_object(tmp_path: Path, repository: Path) -> None:
    (repository / "objects" / "ab").mkdir()
    (repository / "objects" / "ab" / ("0" * 38)).symlink_to(_secret(tmp_path) / "config")


def _linked_refs(tmp_path: Path, repository: Path) -> None:
    git(repository, "pack-refs", "--all")
    shutil.rmtree(repository / "refs")
    (repository / "refs").symlink_to(_secret(tmp_path) / "refs")


def _alternates(tmp_path: Path, repository: Path) -> None:
    place = _secret(tmp_path) / "objects"
    (repository / "objects" / "info" / "alternates").write_text(f"{place}\n")


def _chain_of_alternates(tmp_path: Path, repository: Path) -> None:
    inner = small_repository(repository / "inner.git", seed=7)
    place = _secret(tmp_path) / "objects"
    (inner / "objects" / "info" / "alternates").write_text(f"{place}\n")
    (repository / "objects" / "info" / "alternates").write_text(f"{inner / 'objects'}\n")


@pytest.mark.parametrize(
    "lead_out",
    [
        _pointer,
        _linked_git_dir,
        _linked_objects,
        _linked_packs,
        _linked_pack_file,
        _linked_loose_objects,
        _linked_loose_object,
        _linked_refs,
        _alternates,
        _chain_of_alternates,
    ],
)
def test_a_path_that_leaves_its_root_is_a_problem_and_not_data(
    lead_out: Callable[[Path, Path], None], tmp_path: Path
) -> None:
    repository = small_repository(tmp_path / "r.git")
    open_source(repository)
    lead_out(tmp_path, repository)

    with pytest.raises(LeavesItsRoot) as raised:
        open_source(repository)

    assert str(repository) in raised.value.what


def test_a_bare_repository_hidden_in_a_work_tree_is_not_what_is_read(tmp_path: Path) -> None:
    outer = small_repository(tmp_path / "outer.git")
    git(tmp_path, "clone", "--quiet", str(outer), "tree")
    hidden = tmp_path / "tree"
    for name in ("objects", "refs"):
        (hidden / name).mkdir()
    (hidden / "HEAD").write_text("ref: refs/heads/main\n")

    assert open_source(hidden).git_dir == hidden / ".git"


def test_a_folder_without_a_repository_and_one_inside_a_repository_are_said_to_be_none(
    tmp_path: Path,
) -> None:
    """Git would walk up and read the repository around it."""
    git(tmp_path, "clone", "--quiet", str(small_repository(tmp_path / "r.git")), "tree")
    (tmp_path / "tree" / "sub").mkdir()

    with pytest.raises(NotARepository):
        open_source(tmp_path / "tree" / "sub")


def test_a_reftable_is_refused_with_a_way_out(tmp_path: Path) -> None:
    repository = small_repository(tmp_path / "r.git")
    (repository / "reftable").mkdir()

    with pytest.raises(UnsupportedRepository) as raised:
        open_source(repository)

    assert "--ref-format=files" in raised.value.fix


def test_replacements_and_grafts_are_not_believed(tmp_path: Path) -> None:
    repository = small_repository(tmp_path / "r.git")
    truth = gits_changes(repository)
    head = git(repository, "rev-parse", "HEAD").decode().strip()
    tree = git(repository, "rev-parse", "HEAD~1^{tree}").decode().strip()
    spoof = commit_object(
        repository,
        f"tree {tree}\nauthor Spoof <s@s> 1 +0000\ncommitter Spoof <s@s> 1 +0000\n\nSpoof".encode(),
    )
    git(repository, "replace", head, spoof)
    (repository / "info").mkdir(exist_ok=True)
    (repository / "info" / "grafts").write_text(f"{head}\n")

    seen = our_changes(collect(repository, tmp_path / "ws"), tmp_path / "ws")

    assert b"Spoof" in git(repository, "log", "-1"), "plain git must be taken in"
    assert seen == truth


def test_a_commit_graph_that_lies_is_not_believed(tmp_path: Path) -> None:
    repository = small_repository(tmp_path / "r.git")
    truth = gits_changes(repository)
    git(repository, "commit-graph", "write", "--reachable")
    graph = repository / "objects" / "info" / "commit-graph"
    graph.chmod(0o644)
    content = bytearray(graph.read_bytes())
    content[-60:-20] = bytes(40)
    graph.write_bytes(content)

    result = collect(repository, tmp_path / "ws")

    assert (our_changes(result, tmp_path / "ws"), result.problems) == (truth, ())


def test_a_shallow_clone_is_flagged_and_its_boundary_has_no_counts(tmp_path: Path) -> None:
    history = History(tmp_path / "r.git")
    for number in range(4):
        history.commit({f"f{number}": lines(number + 2, seed=number), "a": lines(number)})
    source = history.write()
    git(tmp_path, "clone", "--quiet", "--bare", "--depth=2", f"file://{source}", "cut.git")
    git(source, "--git-dir", str(tmp_path / "cut.git"), "log", "--oneline")

    result = collect(tmp_path / "cut.git", tmp_path / "ws")

    assert query(
        result, tmp_path / "ws", "select commit_no, is_boundary from commit order by 1"
    ) == [
        (0, True),
        (1, False),
    ]
    assert query(
        result,
        tmp_path / "ws",
        "select commit_no, path, kind, added, deleted from change order by all",
    ) == [
        (0, "a", "unknown", None, None),
        (0, "f0", "unknown", None, None),
        (0, "f1", "unknown", None, None),
        (0, "f2", "unknown", None, None),
        (1, "a", "text", 1, 0),
        (1, "f3", "text", 5, 0),
    ]


def test_history_that_is_completed_later_is_collected_again_and_agrees_with_git(
    tmp_path: Path,
) -> None:
    history = History(tmp_path / "r.git")
    for number in range(5):
        history.commit({f"f{number}": lines(number + 2, seed=number), "a": lines(number)})
    source = history.write()
    git(tmp_path, "clone", "--quiet", "--bare", "--depth=2", f"file://{source}", "cut.git")
    office = Office(tmp_path / "office")
    office.survey(tmp_path / "cut.git")
    flags = (
        "select is_shallow, (select count(*) from commits where is_boundary), commit_count from "
    )
    flags += "repository, (select count(*) as commit_count from commit)"
    before = office.rows(flags)

    git(tmp_path / "cut.git", "fetch", "--quiet", "--unshallow", "origin")
    office.survey(tmp_path / "cut.git")

    rows = office.rows(
        "select lower(hex(commit_id)), path, added, deleted "
        "from change join commit using (family_id, commit_no)"
    )
    assert (before, office.rows(flags)) == ([(True, 3, 2)], [(False, 0, 5)])
    assert sorted(rows) == sorted(
        (commit, path.decode(), row.added, row.deleted)
        for (commit, path), row in gits_changes(source).items()
    )


def test_the_environment_of_git_is_ours_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = small_repository(tmp_path / "r.git")
    truth = gits_changes(repository)
    marker, program = tmp_path / "marker", tmp_path / "program"
    program.write_text(f'#!/bin/sh\ntouch "{marker}"\n')
    program.chmod(0o755)
    for name, value in {
        "GIT_EXTERNAL_DIFF": str(program),
        "GIT_DIR": str(tmp_path),
        "GIT_OBJECT_DIRECTORY": str(tmp_path),
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "diff.external",
        "GIT_CONFIG_VALUE_0": str(program),
        "GIT_TRACE": str(tmp_path / "trace"),
    }.items():
        monkeypatch.setenv(name, value)

    seen = our_changes(collect(repository, tmp_path / "ws"), tmp_path / "ws")

    assert seen == truth
    assert (marker.exists(), (tmp_path / "trace").exists()) == (False, False)
    git(
        repository,
        "diff",
        "HEAD~1",
        "HEAD",
        GIT_EXTERNAL_DIFF=str(program),
        PATH=ENVIRONMENT["PATH"],
    )
    assert marker.exists(), "git must have listened to it"
