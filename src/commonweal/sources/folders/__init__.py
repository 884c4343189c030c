# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Folders on disk, without asking git and without following links: clones, a project's files."""

from commonweal.sources.folders.find import FoundClones, find_clones, is_clone, main_clone
from commonweal.sources.folders.named import read_named
from commonweal.sources.folders.read import FolderBudget, FolderTooLarge, read_project, walk_project

__all__ = [
    "FolderBudget",
    "FolderTooLarge",
    "FoundClones",
    "find_clones",
    "is_clone",
    "main_clone",
    "read_named",
    "read_project",
    "walk_project",
]
