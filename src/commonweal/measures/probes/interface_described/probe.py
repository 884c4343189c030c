# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Descriptions of interfaces: OpenAPI, AsyncAPI, GraphQL, protocols, manual pages, references."""

import re

from commonweal.core.tree import File, Tree
from commonweal.drafting.metadata.own import Own, own_addresses
from commonweal.measures.probe import Finding, Place, false, seen, true
from commonweal.syntax.prose import (
    Link,
    Prose,
    below,
    headings_of,
    links_of,
    proses,
    section_lines,
)

_SIGNS = ("openapi_description", "asyncapi_description", "graphql_schema", "service_protocol")
_NAMED = re.compile(
    r"(?:^|/)(?:openapi|swagger|asyncapi)[\w.-]{0,40}\.(?:ya?ml|json)$|\.wsdl$|\.openrpc\.json$",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"(?:^|/)(?:man|man-?pages?)/(?:[^/]+/)?[^/]+\.(?:[1-8]|rd|[1-8]\.(?:md|adoc|scd|ronn|in|rst))$"
    r"|^docs?/(?:[^/]+/){0,2}[a-z][a-z_-]{1,60}\.[1-8](?:\.(?:md|adoc|scd|ronn|in|rst))?$"
    r"|^(?:docs?|documentation|website)/(?:[^/]+/){0,4}(?:api|apis|reference|api[-_]reference"
    r"|rest[-_]api|commands?|cli|command[-_]line|(?:commands?|cli)[-_]reference)(?:/[^/]+){0,3}"
    r"\.(?:md|mdx|rst|adoc|html|ipynb)$"
    r"|^(?:docs?/(?:[^/]+/){0,2})?(?:[\w-]{1,30}[-_])?(?:api|reference)(?:[-_](?:docs?|reference"
    r"|guide))?\.(?:md|rst|adoc)$",
    re.IGNORECASE,
)
_NOT_OURS = ("vendored", "generated", "test", "media", "binary")
_GENERATED_BY = ("typedoc.json", "doxyfile", "_pkgdown.yml")
# Words or an address of a page that describes an interface, wherever it is kept.
_CALLED = re.compile(
    r"\b(?:swagger|open ?api|redoc|asyncapi|javadocs?|kdoc|godoc|rustdoc|typedoc|doxygen|jsdoc)\b"
    r"|\b(?:rest |http |web |public )?apis? (?:documentation|docs?|reference|specifications?|spec"
    r"|guide|explorer|browser)\b|\breference (?:of|for|to) the (?:\w{1,12} )?api\b"
    r"|\b(?:commands?|cli|command[- ]line) (?:documentation|docs|reference)\b"
    r"|\blist of (?:all |the |available ){0,3}(?:\w{1,20} )?commands\b",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"https?://(?:www\.)?(?:javadoc\.io/|pkg\.go\.dev/|godoc\.org/|docs\.rs/|hexdocs\.pm/"
    r"|rubydoc\.info/|metacpan\.org/pod/|hackage\.haskell\.org/package/|docs\.racket-lang\.org/"
    r"|apidocs?\.|app\.swaggerhub\.com/apis|documenter\.getpostman\.com/view/)"
    r"|https?://[^\s?]{1,200}[/.](?:swagger(?:-ui)?|openapi|redoc|javadocs?|apidocs?|api-docs?"
    r"|api[-_]reference|api/(?:docs?|reference))(?:[./?#]|$)",
    re.IGNORECASE,
)
# Of the formats and tools themselves, and pictures.
_NOT = re.compile(
    r"^#|\.(?:png|jpe?g|gif|svg|webp)(?:[?#]|$)|shields\.io|badge"
    r"|//(?:www\.|spec\.|editor\.|petstore\d?\.)?(?:swagger\.io|openapis\.org|asyncapi\.com)"
    r"|(?:swagger-api|OAI|Redocly|asyncapi|springdoc|swaggo)/",
    re.IGNORECASE,
)
# What a command says of itself when it is asked for help, and lists of commands or options.
_SYNOPSIS = re.compile(
    r"\s{0,8}(?:usage|synopsis)\s?:?\s{1,8}[\w./$-]{1,60}\s{1,4}[\[<{A-Z-]", re.IGNORECASE
)
_OPTION = re.compile(r"\s{0,8}-{1,2}[A-Za-z][\w-]{0,40}[^ ]{0,20}(?: [^ ]{1,30}){0,4}\s{2,60}\S")
_OF_COMMANDS = re.compile(
    r"\b(?:sub-?commands|commands|command[- ]line (?:options|arguments|flags)|options|flags|cli)\b",
    re.IGNORECASE,
)
_ENTRY = re.compile(r"\s{0,8}(?:[-*+]|\d{1,3}[.)]|\|)\s{1,4}(?:\*\*|`)[^`*]{1,120}(?:\*\*|`)")
_SHORTEST = 3
_MOST_PLACES = 20
_BEFORE = 80
_LONGEST = 300


def find(tree: Tree) -> Finding:
    """Machine-readable descriptions first, then references."""
    ours = {file.path: file for file in tree.files if file.kind not in _NOT_OURS}
    machine = {sign.path: sign.line for sign in tree.signs_of(*_SIGNS) if sign.path in ours}
    named = {path: None for path, file in ours.items() if file.size and _NAMED.search(path)}
    places = [seen(path, line, "machine") for path, line in sorted((named | machine).items())]
    places = [*places[:_MOST_PLACES], *_references(tree, list(ours.values()))]
    if places:
        return true("machine" if machine or named else "reference", places)
    linked = _linked(tree)
    return true("linked", linked) if linked else false("none")


def _linked(tree: Tree) -> list[Place]:
    """Where a README leads to a description that is kept elsewhere."""
    own = own_addresses(tree)
    found: set[tuple[str, int]] = set()
    for readme in proses(tree, "readme"):
        text = {line.number: line.text for line in readme.lines}
        found |= {
            (readme.path, link.line)
            for link in links_of(readme)
            if not link.is_image
            and not _NOT.search(link.target)
            and _is_description(link, own, text.get(link.line, ""))
        }
        found |= {
            (readme.path, link.line)
            for heading in headings_of(readme, "interface")
            for link in links_of(readme, tuple(below(readme, heading)))
            if not link.is_image and not _NOT.search(link.target) and "://" in link.target
        }
    return [seen(path, line, "reference") for path, line in sorted(found)[:_MOST_PLACES]]


def _is_description(link: Link, own: Own, line: str) -> bool:
    """Words or the address call it a description, and it is of this project's interface."""
    # A bare address is called what the words before it say.
    called = link.label or line.partition(link.target)[0][-_BEFORE:]
    if not (_CALLED.search(called) or _LEADS.match(link.target)):
        return False
    if not own.is_known or own.has(link.target) or own.mentions(link.label):
        return True
    return own.mentions(line.replace(link.target, ""))


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
        if line_number := _of_commands(readme):
            return [seen(readme.path, line_number, "reference")]
    return []


def _of_commands(readme: Prose) -> int | None:
    """Where a README shows the synopsis or the options of a command, or lists commands."""
    for line in readme.code:
        if _SYNOPSIS.match(line.text[:_LONGEST]):
            return line.number
    options = [line for line in readme.code if _OPTION.match(line.text[:_LONGEST])]
    if len(options) >= _SHORTEST:
        return options[0].number
    for heading in readme.headings:
        if _OF_COMMANDS.search(heading.text[:_LONGEST]):
            listed = [line for line in below(readme, heading) if _ENTRY.match(line.text[:_LONGEST])]
            if len(listed) >= _SHORTEST:
                return heading.line
    return None
