# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Clones below a folder: which are found, and what is never entered."""

import subprocess
from pathlib import Path

import pytest

from commonweal.core.problem import InputMissing
from commonweal.sources.folders import FoundClones, find_clones, is_clone


def git(*words: str) -> None:
    subprocess.run(
        ["git", "-c", "user.name=x", "-c", "user.email=x@x.org", *words],
        check=True,
        capture_output=True,
    )


def a_clone(folder: Path) -> Path:
    git("init", "--quiet", str(folder))
    return folder


def test_work_trees_and_bare_repositories_are_found_in_order(tmp_path: Path) -> None:
    b = a_clone(tmp_path / "team" / "b")
    a_clone(tmp_path / "team" / "b" / "inner")
    git("init", "--quiet", "--bare", str(tmp_path / "a.git"))
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "HEAD").write_text("no repository")

    assert find_clones(tmp_path) == FoundClones((tmp_path / "a.git", b), (), is_complete=True)


def test_a_folder_that_is_a_clone_is_the_only_one(tmp_path: Path) -> None:
    assert find_clones(a_clone(tmp_path)).paths == (tmp_path,)


def test_links_are_not_followed(tmp_path: Path) -> None:
    outside = a_clone(tmp_path / "outside")
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "link").symlink_to(outside)
    (inside / "loop").symlink_to(inside)
    pretender = inside / "pretender"
    pretender.mkdir()
    (pretender / ".git").symlink_to(outside / ".git")

    assert find_clones(inside).paths == ()
    assert is_clone(outside)


def test_a_linked_work_tree_is_the_same_repository(tmp_path: Path) -> None:
    main = a_clone(tmp_path / "main")
    git("-C", str(main), "commit", "--quiet", "--allow-empty", "-m", "x")
    git("-C", str(main), "worktree", "add", "--quiet", str(tmp_path / "linked" / "tree"))

    assert find_clones(tmp_path).paths == (main,)
    assert find_clones(tmp_path / "linked").paths == (tmp_path / "linked" / "tree",)


def test_a_file_called_git_that_says_something_else_is_no_clone(tmp_path: Path) -> None:
    (tmp_path / ".git").write_bytes(b"\0\xff not a pointer")

    assert find_clones(tmp_path).paths == ()


def test_our_own_clones_are_not_found(tmp_path: Path) -> None:
    a_clone(tmp_path / ".commonweal" / "clones" / "x")
    a_clone(tmp_path / "mine")

    assert find_clones(tmp_path).paths == (tmp_path / "mine",)


def test_what_lies_too_deep_is_said_to_be_missing(tmp_path: Path) -> None:
    deep = a_clone(tmp_path / "1" / "2" / "3")

    assert find_clones(tmp_path, depth=2) == FoundClones((), (), is_complete=False)
    assert find_clones(tmp_path, depth=3) == FoundClones((deep,), (), is_complete=True)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputMissing) as caught:
        find_clones(tmp_path / "nowhere")

    assert caught.value.what == f"no such folder: {tmp_path / 'nowhere'}"
