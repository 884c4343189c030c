# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Reading a project's folder: which files, how much of them, and no way out of it."""

import os
from pathlib import Path

import pytest

from commonweal.core.problem import InputMissing
from commonweal.formats.folders import ProjectFile
from commonweal.sources.folders import FolderBudget, FolderTooLarge, read_project


def paths(folder: Path) -> list[str]:
    return [file.path for file in read_project(folder)]


def write(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)


def test_files_come_sorted_with_their_start(tmp_path: Path) -> None:
    write(tmp_path, "d/b.py", "a.py")

    found = list(read_project(tmp_path, budget=FolderBudget(file_bytes=4)))

    assert found == [ProjectFile("a.py", b"a.py"), ProjectFile("d/b.py", b"d/b.")]


def test_links_pipes_and_git_itself_are_left_out(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    project = tmp_path / "project"
    write(outside, "secret")
    write(project, "a.py", ".git/config")
    (project / "link").symlink_to(outside / "secret")
    (project / "folder").symlink_to(outside)
    os.mkfifo(project / "pipe")

    assert paths(project) == ["a.py"]


def test_what_git_ignores_is_left_out_in_a_work_tree_only(tmp_path: Path) -> None:
    write(tmp_path, "a.py", "b.log", "build/x.py", "d/c.log", "d/keep.log")
    (tmp_path / ".gitignore").write_text("*.log\nbuild/\n")
    (tmp_path / "d" / ".gitignore").write_text("!keep.log\n")
    everything = [".gitignore", "a.py", "b.log", "build/x.py", "d/.gitignore", "d/c.log"]

    assert paths(tmp_path) == [*everything, "d/keep.log"]
    (tmp_path / ".git").mkdir()
    assert paths(tmp_path) == [".gitignore", "a.py", "d/.gitignore", "d/keep.log"]


def test_a_repository_inside_is_another_project(tmp_path: Path) -> None:
    write(tmp_path, "a.py", "module/.git", "module/b.py")

    assert paths(tmp_path) == ["a.py"]


def test_more_than_the_budget_is_a_problem(tmp_path: Path) -> None:
    write(tmp_path, "a", "b", "c")

    with pytest.raises(FolderTooLarge, match="more than 2 files"):
        list(read_project(tmp_path, budget=FolderBudget(files=2)))


def test_a_folder_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(InputMissing):
        list(read_project(tmp_path / "nowhere"))
