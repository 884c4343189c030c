# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Tell a repository that is itself a documentation: pages to read, and little code beside them."""

from commonweal.core.tree import File, Tree

# What lays pages out is no software of its own.
_LAYOUT = frozenset(
    {"HTML", "CSS", "Sass", "SCSS", "Less", "Stylus", "Jinja", "Liquid", "Nunjucks", "Markdown"}
)
_NOT_PAGES = frozenset(
    {"readme", "contributing", "conduct", "licence", "security", "changelog", "governance"}
)
_FEWEST_PAGES = 10
_TIMES = 3


def pages_of_a_documentation(tree: Tree) -> tuple[File, ...]:
    """Give its pages where a repository is a documentation; nothing for any other.

    It has no tests, and at least three lines to read for each line of code.
    """
    other = {document.path for document in tree.documents if document.kind in _NOT_PAGES}
    pages = tuple(
        file
        for file in tree.files
        if file.kind == "documentation" and file.path not in other and not file.path.startswith(".")
    )
    code = [file for file in tree.files if file.kind == "code" and file.language not in _LAYOUT]
    if len(pages) < _FEWEST_PAGES or any(file.kind == "test" for file in tree.files):
        return ()
    return pages if _lines(pages) >= _TIMES * _lines(code) else ()


def _lines(files: tuple[File, ...] | list[File]) -> int:
    return sum(file.lines or 0 for file in files)
