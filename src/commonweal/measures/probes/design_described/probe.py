# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Documents about the architecture, and records of decisions; pictures alone tell little."""

import re

from commonweal.core.tree import File, Tree
from commonweal.measures.probe import Finding, false, seen, true
from commonweal.syntax.prose import PROJECT_TEXTS, headings_of, links_to, proses, section_lines

_PROSE = r"\.(?:md|mdx|markdown|rst|adoc|asciidoc|org|txt|tex|pdf|odt|docx?|dsl|puml)"
_DOCUMENT = re.compile(
    r"(?:^|/)(?:[\w-]{0,30}[-_ ])?(?:architecture|architecture[-_ ](?:overview|decisions?)"
    r"|design[-_ ]?(?:docs?|documents?|notes|overview)"
    r"|system[-_ ]design|technical[-_ ]design|high[-_ ]level[-_ ]design|arc42[\w-]{0,30})"
    + _PROSE
    + r"$"
    r"|^(?:docs?/(?:[^/]+/)?)?design\.(?:md|rst|adoc|txt)$"
    r"|(?:^|/)(?:adr|adrs|decisions|architecture[-_]decisions|architectural[-_]decisions"
    r"|rfcs)/(?:[a-z]{0,6}-?\d{3,5}[-_ ])[^/]+" + _PROSE + r"$"
    r"|(?:^|docs?/(?:[^/]+/)?)(?:architecture|arc42|c4|design)/(?:[^/]+/)?[^/]+"
    r"\.(?:md|mdx|rst|adoc|puml|dsl)$",
    re.IGNORECASE,
)
# Pages about how it is made, as guides for developers call them.
_INTERNALS = re.compile(
    r"(?:^|/)(?:internals?|how[-_]it[-_]works|code[-_](?:structure|layout|overview)"
    r"|(?:developer|technical)[-_]overview)" + _PROSE + r"$"
    r"|(?:^|/)docs?/(?:[^/]+/)?internals?/[^/]+" + _PROSE + r"$",
    re.IGNORECASE,
)
_ENDINGS = ("md", "mdx", "markdown", "rst", "adoc", "asciidoc", "org", "txt", "tex", "pdf", "odt",
            "doc", "docx", "dsl", "puml")  # fmt: skip
_NOT_OURS = ("vendored", "generated", "test", "media", "binary")
_SHORTEST, _SHORTEST_SECTION = 300, 4
_MOST_PLACES = 20


def find(tree: Tree) -> Finding:
    """Documents first; a section of some lines, or a link, in any text counts as well."""
    if documents := sorted(file.path for file in tree.files if _is_design(file)):
        return true("document", [seen(path) for path in documents[:_MOST_PLACES]])
    for text in proses(tree, *PROJECT_TEXTS):
        lines = [line for line in section_lines(text, ["architecture"]) if line.text.strip()]
        if len(lines) >= _SHORTEST_SECTION:
            return true("section", [seen(text.path, headings_of(text, "architecture")[0].line)])
    for text in proses(tree, "readme", "contributing", "docs_index"):
        for link in links_to(text, "architecture"):
            return true("linked", [seen(text.path, link.line)])
    return false("none")


def _is_design(file: File) -> bool:
    """An empty page is none; small letters of a path are enough to tell."""
    if file.kind in _NOT_OURS or (file.size or 0) < _SHORTEST:
        return False
    is_prose = file.name.casefold().rpartition(".")[2] in _ENDINGS
    return is_prose and (_DOCUMENT.search(file.path) or _INTERNALS.search(file.path)) is not None
