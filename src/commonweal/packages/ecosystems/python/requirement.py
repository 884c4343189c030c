# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Requirements of Python as PEP 508 and pip write them: `name[extra]>=1; marker`, addresses."""

import re
from collections.abc import Iterator

from commonweal.packages.model.need import Need, Scope
from commonweal.packages.reading.foreign import LONGEST_LINE, fetched, needed

_NAMED = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]{0,200})\s*(?:\[[^\]]{0,500}\])?\s*(.*)", re.DOTALL)
_EXACT = re.compile(r"={2,3}\s*([A-Za-z0-9.!+_-]+)")
_CONTROL = re.compile(r"(git|hg|svn|bzr)\+")
_EGG = re.compile(r"[#&]egg=([A-Za-z0-9._-]{1,200})")
_FORGE = re.compile(r"https?://(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org)/[^/]+/[^/]+")


def required(text: str, *, line: int, scope: Scope = "runtime") -> Iterator[Need]:
    """The need that a requirement states; none where it is a path or no requirement."""
    text = text[:LONGEST_LINE].strip()
    if _CONTROL.match(text) or text.startswith(("https://", "http://")):
        yield from addressed(text, line=line, scope=scope)
        return
    match = _NAMED.fullmatch(text)
    if match is None:
        return
    name, rest = match[1], match[2].strip()
    if rest.startswith("@"):
        yield from addressed(rest[1:].strip(), name, line=line, scope=scope)
        return
    wanted = rest.partition(";")[0].strip().removeprefix("(").removesuffix(")").strip()
    if wanted and wanted[0] not in "=<>!~":
        return
    exact = _EXACT.fullmatch(wanted)
    version = exact[1] if exact else ""
    yield from needed("pypi", name, wanted, line=line, scope=scope, version=version)


def addressed(
    address: str, name: str = "", *, line: int, scope: Scope = "runtime"
) -> Iterator[Need]:
    """What stands at an address: a repository at a commit or tag, else a file of a package."""
    address = address.split(" ;", 1)[0].strip()
    egg = _EGG.search(address)
    name = name or (egg[1] if egg else "")
    if control := _CONTROL.match(address):
        plain = address[control.end() :].partition("#")[0]
        where, mark, ref = plain.rpartition("@")
        if not mark or "/" not in where.partition("://")[2]:
            where, ref = plain, ""
        yield from fetched(where, name, ref=ref, line=line, scope=scope)
    elif _FORGE.match(address):
        yield from fetched(address, name, line=line, scope=scope)
    elif name and not address.startswith(("file:", ".", "/")):
        yield from needed("pypi", name, address.partition("#")[0], line=line, scope=scope)
