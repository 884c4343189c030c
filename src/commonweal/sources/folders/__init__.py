# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Clones below a folder, found without asking git and without following links."""

from commonweal.sources.folders.find import FoundClones, find_clones, is_clone

__all__ = ["FoundClones", "find_clones", "is_clone"]
