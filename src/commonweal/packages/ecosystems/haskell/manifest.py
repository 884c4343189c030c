# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Cabal files and package.yaml of Haskell."""

import re
from collections.abc import Iterator

from commonweal.packages.model.need import Manifest, ManifestReader, Need, Provision, Scope
from commonweal.packages.reading.decoded import lines_of
from commonweal.packages.reading.foreign import (
    LONGEST_LINE,
    Yaml,
    manifest,
    needed,
    provided,
)
from commonweal.packages.reading.metadata import Keys, stated_as

_METADATA: Keys = {
    "name": ("name",),
    "version": ("version",),
    "description": ("synopsis",),
    "about": ("description",),
    "licence": ("license",),
    "homepage": ("homepage", "github"),
    "issues": ("bug-reports",),
    "keyword": ("category",),
    "author": ("author",),
    "maintainer": ("maintainer",),
}
_FIELD = re.compile(r"(\s*)([A-Za-z][\w-]{0,60})\s*:(.*)")
_STANZA = re.compile(
    r"(library|executable|test-suite|benchmark|foreign-library|common|custom-setup|source-repository"
    r"|flag)\b.*",
    re.IGNORECASE,
)
_ENTRY = re.compile(r"([A-Za-z0-9][\w-]{0,200})(?::[\w-]{1,200}|:\{[^}]*\})?\s*(.*)", re.DOTALL)
_EXACT = re.compile(r"==\s*([\d.]+)")
_STANZAS: dict[str, Scope] = {
    "test-suite": "development",
    "benchmark": "development",
    "custom-setup": "build",
}
_FIELDS: dict[str, Scope | None] = {
    "build-depends": None,
    "setup-depends": "build",
    "build-tool-depends": "build",
    "build-tools": "build",
}


def read(_: str, text: str) -> Manifest:
    """Read a cabal file; what a stanza is for gives the scope."""
    needs: list[Need] = []
    provides: tuple[Provision, ...] = ()
    version = ""
    values = [*_values(text)]
    for stanza, field, number, value in values:
        if field == "name" and not stanza and not provides:
            provides = provided("hackage", value, line=number)
        elif field == "version" and not stanza:
            version = version or value.strip()
        elif field in _FIELDS:
            scope = _FIELDS[field] or _STANZAS.get(stanza, "runtime")
            for entry in value.split(","):
                needs += _entry(entry, number, scope)
    own = {provide.purl for provide in provides}
    named = provided("hackage", provides[0].name, version, line=provides[0].line) if own else ()
    pairs = ((field, value, number) for stanza, field, number, value in values if not stanza)
    found = (need for need in needs if need.purl not in own)
    return manifest(found, named, stated_as(_METADATA, pairs))


def _values(text: str) -> Iterator[tuple[str, str, int, str]]:
    """Each line of each field, with its stanza; a field goes on in lines that stand deeper."""
    stanza, field, depth = "", "", 0
    for number, written in lines_of(text):
        line = written[:LONGEST_LINE].expandtabs()
        stripped = line.strip()
        if not stripped or stripped.startswith("--"):
            continue
        indent = len(line) - len(line.lstrip())
        if indent == 0 and (match := _STANZA.fullmatch(stripped)):
            stanza, field = match[1].casefold(), ""
        elif field and indent > depth:
            yield stanza, field, number, stripped
        elif match := _FIELD.fullmatch(line):
            field, depth = match[2].casefold(), indent
            stanza = stanza if indent else ""
            yield stanza, field, number, match[3].strip()
        else:
            field = ""


def _entry(entry: str, line: int, scope: Scope) -> Iterator[Need]:
    match = _ENTRY.fullmatch(entry.strip())
    if match and (not match[2] or match[2][0] in "=<>^&|(-{"):
        exact = _EXACT.fullmatch(match[2].strip())
        version = exact[1] if exact else ""
        yield from needed("hackage", match[1], match[2], line=line, scope=scope, version=version)


_SECTIONS: dict[str, Scope] = {
    "library": "runtime",
    "executable": "runtime",
    "executables": "runtime",
    "internal-libraries": "runtime",
    "tests": "development",
    "benchmarks": "development",
}
_Path = tuple[str | int, ...]


def read_hpack(_: str, text: str) -> Manifest:
    """Read a package.yaml."""
    package = Yaml(text)
    if not isinstance(package.value, dict):
        return Manifest()
    needs = list(_listed(package, (), "runtime"))
    for key, scope in _SECTIONS.items():
        needs += _listed(package, (key,), scope)
        for name in package.keys_at(key):
            needs += _listed(package, (key, name), scope)
    provides = provided(
        "hackage", package.text("name"), package.text("version"), line=package.line("name")
    )
    own = {provide.purl for provide in provides}
    is_hpack = bool(needs) or package.at("ghc-options") is not None
    found = (need for need in needs if need.purl not in own)
    return manifest(found, provides, package.stated(_METADATA)) if is_hpack else manifest(found)


def _listed(package: Yaml, path: _Path, scope: Scope) -> Iterator[Need]:
    path = (*path, "dependencies")
    value, line = package.at(*path), package.line(*path)
    if isinstance(value, str):
        for entry in value.split(","):
            yield from _entry(entry, line, scope)
    for place in package.places(*path):
        entry = package.text(*path, place) or package.text(*path, place, "name")
        yield from _entry(entry, package.line(*path, place), scope)
    for name in package.keys_at(*path):
        wanted = f"{name} {package.text(*path, name)}"
        yield from _entry(wanted, package.line(*path, name), scope)


READERS = (
    ManifestReader(format="cabal", ecosystem="hackage", read=read, endings=(".cabal",)),
    ManifestReader(
        format="hpack",
        ecosystem="hackage",
        read=read_hpack,
        names=frozenset({"package.yaml", "package.yml"}),
    ),
)
