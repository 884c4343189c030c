# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""opam files of OCaml."""

import re
from collections.abc import Iterator

from commonweal.packages.model.need import Manifest, ManifestReader, Need, Scope
from commonweal.packages.reading.foreign import Lines, manifest, needed, provided
from commonweal.packages.reading.metadata import Keys, stated_as

_FIELD = re.compile(r"^(depends|depopts)\s*:\s*(?=\[)", re.MULTILINE)
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|#[^\n]*+|[\[\]{}()]|[^\s\[\]{}()"#]++', re.DOTALL)
_NAME = re.compile(r"^name\s*:\s*\"([\w.+-]{1,200})\"", re.MULTILINE)
_METADATA: Keys = {
    "version": ("version",),
    "description": ("synopsis",),
    "homepage": ("homepage",),
    "documentation": ("doc",),
    "issues": ("bug-reports",),
    "repository": ("dev-repo",),
    "licence": ("license",),
    "author": ("authors",),
    "maintainer": ("maintainer",),
}
_STATED = re.compile(
    r"^([a-z-]{1,40})[ \t]{0,20}:\s{0,20}\[?\s{0,20}\"([^\"\n]{1,500})\"", re.MULTILINE
)
_EXACT = re.compile(r'=\s*"([^"]{1,100})"')
_TOKENS_LIMIT = 50_000


def read(path: str, text: str) -> Manifest:
    """Read an opam file; what stands in braces after a name are its conditions."""
    if "opam-version" not in text:
        return Manifest()
    lines = Lines(text)
    needs = [
        need
        for count, match in enumerate(_FIELD.finditer(text))
        if count < 10  # noqa: PLR2004  the file has each field once
        for name, place, filters in _entries(text, match.end())
        for need in _needed(name, lines.at(place), filters, match[1])
    ]
    named = _NAME.search(text)
    name = named[1] if named else _named_by(path)
    line = lines.at(named.start()) if named else 1
    pairs = (
        (match[1], match[2], lines.at(match.start()))
        for count, match in enumerate(_STATED.finditer(text))
        if count < 50  # noqa: PLR2004  the file has each field once
    )
    return manifest(needs, provided("opam", name, line=line), stated_as(_METADATA, pairs))


def _named_by(path: str) -> str:
    folders, _, name = path.rpartition("/")
    return name.removesuffix(".opam") if name != "opam" else folders.rpartition("/")[2]


def _entries(text: str, start: int) -> Iterator[tuple[str, int, str]]:
    """Names, where each stands, and its conditions."""
    braces, brackets, place = 0, 0, 0
    name, filters = "", []
    for count, token in enumerate(_TOKEN.finditer(text, start)):
        sign = token[0]
        if sign.startswith("#"):
            continue
        brackets += (sign in "[(") - (sign in "])") if not braces else 0
        braces = max(0, braces + (sign == "{") - (sign == "}"))
        if braces:
            filters.append(sign)
        elif sign.startswith('"'):
            if name:
                yield name, place, " ".join(filters)
            name, place, filters = sign[1:-1], token.start(), []
        if brackets <= 0 or count > _TOKENS_LIMIT:
            break
    if name:
        yield name, place, " ".join(filters)


def _needed(name: str, line: int, filters: str, field: str) -> Iterator[Need]:
    scope: Scope = "optional" if field == "depopts" else "runtime"
    if "with-" in filters:
        scope = "development"
    elif re.search(r"\bbuild\b", filters):
        scope = "build"
    requirement = filters.removeprefix("{").strip()
    exact = _EXACT.fullmatch(requirement)
    version = exact[1] if exact else ""
    yield from needed("opam", name, requirement, line=line, scope=scope, version=version)


READERS = (
    ManifestReader(
        format="opam", ecosystem="opam", read=read, names=frozenset({"opam"}), endings=(".opam",)
    ),
)
