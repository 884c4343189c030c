# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Whose a file is: the project's own, somebody else's, or written by a program; pure."""

from commonweal.sources.tree.origin.folders import NO_PLACES, Places, attributes
from commonweal.sources.tree.origin.library import SCRIPTS, library_of
from commonweal.sources.tree.origin.marks import NOTHING, Marks, marks_of
from commonweal.sources.tree.origin.tell import FileOrigin, Home, Seen, own_words, tell

__all__ = [
    "NOTHING",
    "NO_PLACES",
    "SCRIPTS",
    "FileOrigin",
    "Home",
    "Marks",
    "Places",
    "Seen",
    "attributes",
    "library_of",
    "marks_of",
    "own_words",
    "tell",
]
