# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Pages of documentation in a folder for them; a README is none."""

from commonweal.core.tree import File, Tree
from commonweal.core.writing import pages_of_a_documentation
from commonweal.measures.probe import Finding, false, lacking, seen, true

_FOLDERS = ("docs", "doc", "documentation", "manual", "handbook", "guide", "guides", "vignettes")
_SITES = ("website", "site", "book", "src")
_PROSE = (
    "md",
    "markdown",
    "mdx",
    "rst",
    "adoc",
    "asciidoc",
    "org",
    "txt",
    "html",
    "tex",
    "texi",
    "rmd",
    "qmd",
    "ipynb",
    "pod",
    "rd",
)
# Such pages are about the project, or were left by a generator.
_NOT_PAGES = frozenset(
    {"contributing", "conduct", "licence", "security", "changelog", "governance"}
)
_SHORTEST = 200
_MOST_PLACES = 50


def find(tree: Tree) -> Finding:
    """Count pages of some length."""
    other = {document.path for document in tree.documents if document.kind in _NOT_PAGES}
    pages = sorted(file.path for file in tree.files if _is_page(file) and file.path not in other)
    if pages:
        return true("pages", [seen(path) for path in pages[:_MOST_PLACES]], pages=len(pages))
    if written := pages_of_a_documentation(tree):
        places = [seen(file.path) for file in sorted(written)[:_MOST_PLACES]]
        return true("itself", places, pages=len(written))
    sites = tree.documents_of("docs_index")
    return false("stub", [lacking(site.path) for site in sites]) if sites else false("none")


def _is_page(file: File) -> bool:
    if file.kind in ("vendored", "generated", "test") or (file.size or 0) < _SHORTEST:
        return False
    folders = file.path.casefold().split("/")[:-1]
    ending = file.name.casefold().rpartition(".")[2]
    if ending not in _PROSE or not folders or any(folder.startswith("_") for folder in folders):
        return False
    if folders[0] in _FOLDERS or (folders[0] == "man" and ending == "rd"):
        return True
    return folders[0] in _SITES and len(folders) > 1 and folders[1] in (*_FOLDERS, "content")
