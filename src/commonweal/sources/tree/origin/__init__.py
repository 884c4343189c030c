# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Whose a file is: the project's own, somebody else's, or written by a program; pure."""

from commonweal.sources.tree.origin.folders import NO_PLACES, Places, attributes
from commonweal.sources.tree.origin.marks import NOTHING, Marks, marks_of
from commonweal.sources.tree.origin.tell import Home, Seen, Told, own_words, tell

__all__ = [
    "NOTHING",
    "NO_PLACES",
    "Home",
    "Marks",
    "Places",
    "Seen",
    "Told",
    "attributes",
    "marks_of",
    "own_words",
    "tell",
]
