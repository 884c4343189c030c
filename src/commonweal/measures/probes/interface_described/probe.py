# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Descriptions of interfaces: OpenAPI, AsyncAPI, GraphQL, protocols, manual pages, references."""

import re

from commonweal.core.tree import File, Tree
from commonweal.measures.probe import Finding, Place, false, seen, true
from commonweal.syntax.prose import headings_of, proses, section_lines

_SIGNS = ("openapi_description", "asyncapi_description", "graphql_schema", "service_protocol")
_NAMED = re.compile(
    r"(?:^|/)(?:openapi|swagger|asyncapi)[\w.-]{0,40}\.(?:ya?ml|json)$|\.wsdl$|\.openrpc\.json$",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"(?:^|/)man/(?:[^/]+/)?[^/]+\.(?:[1-8]|rd|[1-8]\.(?:md|adoc|scd|ronn|in|rst))$"
    r"|^(?:docs?|documentation|website)/(?:[^/]+/){0,4}(?:api|apis|reference|api[-_]reference"
    r"|rest[-_]api)(?:/[^/]+){0,3}"
    r"\.(?:md|mdx|rst|adoc|html|ipynb)$"
    r"|^(?:docs?/(?:[^/]+/){0,2})?(?:[\w-]{1,30}[-_])?(?:api|reference)(?:[-_](?:docs?|reference"
    r"|guide))?\.(?:md|rst|adoc)$",
    re.IGNORECASE,
)
_NOT_OURS = ("vendored", "generated", "test", "media", "binary")
_GENERATED_BY = ("typedoc.json", "doxyfile", "_pkgdown.yml")
_SHORTEST = 3
_MOST_PLACES = 20


def find(tree: Tree) -> Finding:
    """Machine-readable descriptions first, then references."""
    ours = {file.path: file for file in tree.files if file.kind not in _NOT_OURS}
    machine = {sign.path: sign.line for sign in tree.signs_of(*_SIGNS) if sign.path in ours}
    named = {path: None for path, file in ours.items() if file.size and _NAMED.search(path)}
    places = [seen(path, line, "machine") for path, line in sorted((named | machine).items())]
    places = [*places[:_MOST_PLACES], *_references(tree, list(ours.values()))]
    if not places:
        return false("none")
    return true("machine" if machine or named else "reference", places)


def _references(tree: Tree, files: list[File]) -> list[Place]:
    pages = sorted(file.path for file in files if file.size and _REFERENCE.search(file.path))
    made = [
        document.path
        for document in tree.documents_of("docs_index")
        if document.name.casefold() in _GENERATED_BY
    ]
    if pages or made:
        return [seen(path, None, "reference") for path in (*pages, *made)[:_MOST_PLACES]]
    for readme in proses(tree, "readme"):
        if len([line for line in section_lines(readme, ["interface"]) if line.text]) >= _SHORTEST:
            return [seen(readme.path, headings_of(readme, "interface")[0].line, "reference")]
    return []
