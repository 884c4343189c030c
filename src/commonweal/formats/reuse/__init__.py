# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""REUSE 3.3: who holds the copyright in each file of a project, and under which licence it is."""

from commonweal.formats.reuse.covered import is_covered
from commonweal.formats.reuse.folder import reuse_answer
from commonweal.formats.reuse.ignored import IgnoreRules
from commonweal.formats.reuse.lint import Report, lint
from commonweal.formats.reuse.tags import Tags, read_tags

__all__ = [
    "IgnoreRules",
    "Report",
    "Tags",
    "is_covered",
    "lint",
    "read_tags",
    "reuse_answer",
]
