# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Links and commands in the README that name this very package; others are its dependencies."""

import re

from commonweal.core.tree import Tree
from commonweal.measures.probe import Finding, Place, false, seen, true, unknown
from commonweal.packages.catalogue.manifests import manifest_of
from commonweal.syntax.prose import Link, Prose, links_of, proses

# What stands in the addresses of registries and of their badges.
_REGISTRY = re.compile(
    r"pypi|/py/|anaconda|conda|npm|/crates|crates\.|docs\.rs|cran|bioconductor|maven|sonatype"
    r"|gems?/|rubygems|packagist|nuget|/hex|hexpm|hex\."
    r"|pub\.dev|/pub/|hackage|pkg\.go|goreportcard|docker|ghcr|quay|flathub|snapcraft|f-?droid"
    r"|marketplace|conan|clojars|cocoapods|opam|luarocks"
    r"|juliahub|metacpan|galaxy|artifacthub|homebrew|formulae|chocolatey|scoop|winget|ascl"
    r"|research-software",
    re.IGNORECASE,
)
_COMMAND = re.compile(
    r"\b(?:pip3?|pipx|uv(?: tool| pip)?|poetry|conda|mamba|npm|pnpm|yarn|bun|cargo|gem|composer"
    r"|brew|apt(?:-get)?|dnf|apk|go|dotnet|nuget|luarocks"
    r"|opam|cabal|stack|nimble|cpanm?|helm|snap|flatpak|docker|podman|choco|scoop|winget|mix|pod"
    r"|deno)\s+"
    r"(?:install|add(?: package)?|require|i|get|pull|tool install"
    r"|global add)\s+(.{1,200})"
    r"|(?:install\.packages|pak::pak|BiocManager::install|Pkg\.add)\(\s*[\"']([\w.-]{1,100})[\"']"
)
_SEGMENT = re.compile(r"[/:?&=@]+")
_NOISE = re.compile(r"\.(?:svg|png|json|html)$")
_MARKS = re.compile(r"[-_.]+")


def find(tree: Tree) -> Finding:
    """A name must agree with a manifest; without a manifest nothing can be said for certain."""
    names = _names(tree)
    readmes = proses(tree, "readme")
    leads = [
        (readme, link)
        for readme in readmes
        for link in links_of(readme)
        if "//" in link.target and _REGISTRY.search(link.target)
    ]
    for readme, link in leads:
        if name := next((name for name in _parts(link) if name in names), None):
            return true("linked", [seen(readme.path, link.line)], name=names[name])
    for readme in readmes:
        if found := _command(readme, names):
            return true("command", [found[0]], name=names[found[1]])
    if leads:
        readme, link = leads[0]
        return unknown("other_package", [seen(readme.path, link.line)])
    return unknown("not_said") if names else false("no_package")


def _names(tree: Tree) -> dict[str, str]:
    """Names as registries compare them, with their spelling."""
    found: dict[str, str] = {}
    for document in tree.documents_of("manifest"):
        package = manifest_of(document.path, document.text).package
        if package and package.name:
            for name in (package.name, re.split("[/:]", package.name)[-1]):
                found.setdefault(_compared(name), package.name)
    return found


def _compared(name: str) -> str:
    return _MARKS.sub("-", name.casefold())


def _parts(link: Link) -> list[str]:
    return [_compared(_NOISE.sub("", part)) for part in _SEGMENT.split(link.target) if part]


def _command(readme: Prose, names: dict[str, str]) -> tuple[Place, str] | None:
    for line in (*readme.code, *readme.lines):
        if match := _COMMAND.search(line.text):
            for word in (match[1] or match[2]).split():
                bare = re.split(r"[=<>~\[@`\"',;)(]", word.strip("\"'`"))[0] or word
                for part in (bare, bare.rpartition("/")[2]):
                    if _compared(part) in names:
                        return seen(readme.path, line.number), _compared(part)
    return None
