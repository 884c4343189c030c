# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A link to documentation, by its words in six languages or by where it leads."""

import re

from commonweal.core.tree import Tree
from commonweal.measures.probe import Finding, false, seen, true
from commonweal.packages.catalogue.manifests import manifest_of
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


def find(tree: Tree) -> Finding:
    """Look at links of READMEs, then at fields of manifests in the root."""
    own = _own_names(tree)
    for readme in proses(tree, "readme"):
        words = {line.number: line.text for line in readme.lines}
        for link in links_of(readme):
            if _leads(link, own) or _is_led_to(link, words.get(link.line, "")):
                return true("linked", [seen(readme.path, link.line)])
    for document in tree.documents_of("manifest", "publiccode"):
        if document.path in _MANIFESTS:
            for number, line in enumerate(document.text.split("\n", 2_000)[:2_000], 1):
                if _FIELD.match(line[:500]):
                    return true("in_manifest", [seen(document.path, number)])
    return false("none")


def _leads(link: Link, own: frozenset[str]) -> bool:
    """A link's words decide; without them a page elsewhere must bear the project's name."""
    if link.is_image or _NOT.search(link.target):
        return False
    if _WORDS.search(link.label):
        return True
    if not _TARGET.match(link.target):
        return False
    is_elsewhere = "://" in link.target
    return not is_elsewhere or not own or any(name in _letters(link.target) for name in own)


def _is_led_to(link: Link, line: str) -> bool:
    """Tell a bare address of documentation that the words before it call so."""
    is_page = not link.is_image and not _NOT.search(link.target) and _TARGET.match(link.target)
    return bool(is_page) and _WORDS.search(line.replace(link.target, "")) is not None


def _own_names(tree: Tree) -> frozenset[str]:
    """Names of the packages and the title of the README, in letters alone."""
    named = {
        re.split("[/:]", package.name)[-1]
        for one in tree.documents_of("manifest")
        if "/" not in one.path and (package := manifest_of(one.path, one.text).package)
    }
    titles = {text.headings[0].text for text in proses(tree, "readme") if text.headings}
    found = {_letters(name) for name in (*named, *titles)}
    return frozenset(name for name in found if _LEAST <= len(name) <= _MOST)


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.casefold())


# Shorter ones are in every address, longer ones are sentences.
_LEAST, _MOST = 3, 40
