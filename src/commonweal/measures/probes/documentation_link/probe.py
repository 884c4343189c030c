# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A link to documentation, by its words in six languages or by where it leads."""

import re

from commonweal.core.tree import Tree
from commonweal.core.writing import pages_of_a_documentation
from commonweal.drafting.metadata.own import Own, own_addresses, slug_of
from commonweal.measures.probe import Finding, false, seen, true
from commonweal.syntax.prose import Link, links_of, proses

_WORDS = re.compile(
    r"\b(?:documentation|docs?|manual|handbook|user guide|reference|specification"
    r"|all available \w{1,20}|documentación|manuel|guía"
    r"|руководств\w{0,12}|документаци\w{0,12})\b|التوثيق|الوثائق|الدليل|文档|手册|文檔",
    re.IGNORECASE,
)
# A folder of pages, or a host or path that says so.
_TARGET = re.compile(
    r"(?:\./)?(?:docs?|documentation|manual|handbook)/|https?://(?:docs?|documentation|manual)\."
    r"|https?://[^/\s]{1,100}\.(?:readthedocs\.\w{2,3}|rtfd\.\w{2,3}|gitbook\.io)\b"
    r"|https?://[^\s?]{1,200}/(?:docs?|documentation|manual|wiki)(?:[/#?]|$)",
    re.IGNORECASE,
)
# Of the project's own pages these are no documentation of the software.
_NOT = re.compile(
    r"\.(?:png|jpe?g|gif|svg|webp)(?:[?#]|$)|shields\.|/badges?/|contributing|code.?of.?conduct"
    r"|licen[cs]e"
    r"|security|changelog|^#|\bgithub\.com/[^/]+/[^/]+/(?:issues|actions)|docs\.github\.com",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"^\s*[\"']?(?:documentation|documentation_url|apiDocumentation|docs)[\"']?\s*[:=]\s*[\"']?(?:https?://|\./"
    r"|docs?/)",
    re.IGNORECASE,
)
_MANIFESTS = ("pyproject.toml", "Cargo.toml", "setup.cfg", "publiccode.yml", "package.json")


# Such a label names no other thing.
_PLAIN = re.compile(
    r"(?:\W|\b(?:read|see|the|full|online|complete|user|developer|api|project|here|view|more|detailed"
    r"|latest|s|technical|product|extensive|website|site|all|available|pages|and|for|on|our)\b)*",
    re.IGNORECASE,
)
_OF_ANOTHER = re.compile(
    r"\w['\u2019]s\W{1,3}$|\b(?:its|their)\W{1,3}$|`\W{1,3}$|\]\([^()]{0,200}\)"
)
_LONGEST_WAY = 1


def find(tree: Tree) -> Finding:
    """Look at links of READMEs, then at fields of manifests in the root."""
    own = own_addresses(tree)
    for readme in proses(tree, "readme"):
        words = {line.number: line.text for line in readme.lines}
        for link in links_of(readme):
            if _leads(link, own, words.get(link.line, "")):
                return true("linked", [seen(readme.path, link.line)])
    for document in tree.documents_of("manifest", "publiccode"):
        if document.path in _MANIFESTS:
            for number, line in enumerate(document.text.split("\n", 2_000)[:2_000], 1):
                if _FIELD.match(line[:500]):
                    return true("in_manifest", [seen(document.path, number)])
    if written := pages_of_a_documentation(tree):
        return true("itself", pages=len(written))
    return false("none")


def _leads(link: Link, own: Own, line: str) -> bool:
    """Words or the address call it documentation; elsewhere it must be this project's own."""
    if link.is_image or _NOT.search(link.target):
        return False
    is_page = _TARGET.match(link.target) is not None
    is_called = _WORDS.search(link.label) is not None
    if "://" not in link.target:
        return is_called or is_page
    is_led_to = is_page and _WORDS.search(line.replace(link.target, "")) is not None
    if not own.is_known:
        return is_called or is_page if link.label else is_led_to
    if own.has(link.target):
        return is_called or is_page
    return (is_called and _is_said_to_be_own(link, own, line)) or (
        is_led_to and own.mentions(line.replace(link.target, ""))
    )


def _is_said_to_be_own(link: Link, own: Own, line: str) -> bool:
    """Tell a link by its words: they name the project, or nothing else and lead to a whole site."""
    if own.mentions(link.label):
        return True
    before = line[:500].partition(f"[{link.label}]")[0]
    way = link.target.partition("://")[2].rstrip("/").count("/")
    return (
        _PLAIN.fullmatch(_WORDS.sub("", link.label[:200])) is not None
        and slug_of(link.target) is None
        and way <= _LONGEST_WAY
        and not _OF_ANOTHER.search(before)
    )
