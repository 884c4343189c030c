# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Prose of a project (Markdown, reStructuredText, AsciiDoc, plain text): headings, words, links."""

from commonweal.syntax.prose.contacts import (
    has_address,
    has_form,
    has_placeholder,
    has_private_way,
)
from commonweal.syntax.prose.documents import PROJECT_TEXTS, entries, people, proses
from commonweal.syntax.prose.links import Link, links_of
from commonweal.syntax.prose.read import Heading, Line, Prose, below, find, read_prose
from commonweal.syntax.prose.sections import (
    headings_of,
    links_to,
    section_lines,
    sections_of,
    subjects_of,
)

__all__ = [
    "PROJECT_TEXTS",
    "Heading",
    "Line",
    "Link",
    "Prose",
    "below",
    "entries",
    "find",
    "has_address",
    "has_form",
    "has_placeholder",
    "has_private_way",
    "headings_of",
    "links_of",
    "links_to",
    "people",
    "proses",
    "read_prose",
    "section_lines",
    "sections_of",
    "subjects_of",
]
