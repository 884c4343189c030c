# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Package.swift, Podfile and podspecs, by their literal lines."""

import re
from collections.abc import Iterator

from commonweal.packages.model.need import Manifest, ManifestReader, Need, Provision, Scope, Stated
from commonweal.packages.reading.decoded import lines_of
from commonweal.packages.reading.foreign import (
    LONGEST_LINE,
    Lines,
    computed,
    fetched,
    manifest,
    needed,
    provided,
)
from commonweal.packages.reading.metadata import Keys, stated_as

_PACKAGE = re.compile(r"\.package\s*\(")
_COMMENT = re.compile(r"^[ \t]*//.*", re.MULTILINE)
_URL = re.compile(r"\burl:\s*\"([^\"\n]{1,500})\"")
_REF = re.compile(r"\b(?:branch|revision)[(:]\s*+\"([^\"\n]{1,200})\"")
_EXACT = re.compile(r"\bexact[(:]\s*+\"([^\"\n]{1,200})\"")
_OWN_NAME = re.compile(r"\bPackage\(\s{0,200}name:\s{0,20}\"([^\"\n]{1,100})\"")
_RANGE = re.compile(r"\"[^\"\n]{0,500}\"\s*,\s*(.*)", re.DOTALL)
_ARGUMENTS = 1_000
_MOST = 5_000
_POD = re.compile(r"\s*(?:pod)[\s(]\s*[\"']([\w.+/-]{1,200})[\"'](.*)")
_DEPENDENCY = re.compile(
    r"\s*(\w{1,40})\.(?:\w{1,20}\.)?dependency[\s(]\s*[\"']([\w.+/-]{1,200})[\"'](.*)"
)
_NAME = re.compile(r"\s*\w{1,20}\.name\s*=\s*[\"']([\w.+-]{1,200})[\"']")
_OPTION = re.compile(r":(\w{1,30})\s*=>\s*[\"']([^\"'\n]{1,500})[\"']")
_TEXT = re.compile(r"[\"']([~><=\d\s][^\"'\n]{0,200})[\"']")
_ONE_VERSION = re.compile(r"=?\s*(\d[\w.-]*)")


def read(_: str, text: str) -> Manifest:
    """Read a Package.swift; packages of Swift are repositories."""
    text = _COMMENT.sub("", text)
    lines = Lines(text)
    needs = (
        need
        for count, match in enumerate(_PACKAGE.finditer(text))
        if count < _MOST
        for need in _package(_arguments(text, match.end()), lines.at(match.start()))
    )
    named = _OWN_NAME.search(text)
    if named is None:
        return manifest(needs)
    line = lines.at(named.start(1))
    stated = (Stated("name", named[1], line),)
    return manifest(needs, computed(line, named[1]), stated)


def _arguments(text: str, start: int) -> str:
    """What stands up to the bracket that closes."""
    depth = 1
    for place, sign in enumerate(text[start : start + _ARGUMENTS], start):
        depth += (sign == "(") - (sign == ")")
        if depth == 0:
            return text[start:place]
    return text[start : start + _ARGUMENTS]


def _package(arguments: str, line: int) -> Iterator[Need]:
    url = _URL.search(arguments)
    if url is None:
        return
    after = _RANGE.match(arguments, url.end() - len(url[1]) - 2)
    requirement = " ".join(after[1].split()) if after else ""
    ref, exact = _REF.search(requirement), _EXACT.search(requirement)
    for need in fetched(url[1], ref=ref[1] if ref else "", line=line):
        yield Need(
            need.purl,
            need.name,
            version=exact[1] if exact else "",
            requirement=need.requirement or requirement[:200],
            commit=need.commit,
            line=line,
            is_direct=True,
        )


def read_podfile(_: str, text: str) -> Manifest:
    """Read a Podfile; a part of a pod counts as the pod."""
    return manifest(
        need
        for number, line in lines_of(text)
        if (match := _POD.match(line[:LONGEST_LINE]))
        for need in _pod(match[1], match[2], number, "runtime")
    )


def _pod(name: str, rest: str, line: int, scope: Scope) -> Iterator[Need]:
    name = name.partition("/")[0]
    options = dict(_OPTION.findall(rest))
    if git := options.get("git"):
        ref = options.get("commit") or options.get("tag") or options.get("branch") or ""
        yield from fetched(git, name, ref=ref, line=line, scope=scope)
    elif "path" not in options and "podspec" not in options:
        wanted = _TEXT.findall(rest)
        exact = _ONE_VERSION.fullmatch(wanted[0]) if len(wanted) == 1 else None
        version = exact[1] if exact else ""
        requirement = ", ".join(wanted)
        yield from needed("cocoapods", name, requirement, line=line, scope=scope, version=version)


_METADATA: Keys = {
    "name": ("name",),
    "version": ("version",),
    "description": ("summary",),
    "homepage": ("homepage",),
    "licence": ("license",),
    "author": ("author", "authors"),
}
_FIELD = re.compile(r"\s*\w{1,20}\.(\w{1,40})\s*=\s*(.{1,1000})")
_QUOTED = re.compile(r"[\"']([^\"'\n]{1,500})[\"']")


def read_podspec(_: str, text: str) -> Manifest:
    """Read a podspec; parts that need each other are no needs."""
    needs: list[Need] = []
    provides: tuple[Provision, ...] = ()
    pairs: list[tuple[str, str, int]] = []
    for number, written in lines_of(text):
        line = written[:LONGEST_LINE]
        if match := _FIELD.match(line):
            values = _QUOTED.findall(match[2])
            pairs += [(match[1], value, number) for value in values[:10] if "#{" not in value]
        if not provides and (match := _NAME.match(line)):
            provides = provided("cocoapods", match[1], line=number)
        elif match := _DEPENDENCY.match(line):
            scope: Scope = "development" if "test" in match[1] else "runtime"
            needs += _pod(match[2], match[3], number, scope)
    own = {provide.purl for provide in provides}
    found = (need for need in needs if need.purl not in own)
    return manifest(found, provides, stated_as(_METADATA, pairs))


READERS = (
    ManifestReader(
        format="swiftpackage", ecosystem="swift", read=read, names=frozenset({"package.swift"})
    ),
    ManifestReader(
        format="podfile",
        wants_lock=True,
        ecosystem="cocoapods",
        locks=("podfile.lock",),
        read=read_podfile,
        names=frozenset({"podfile"}),
    ),
    ManifestReader(
        format="podspec", ecosystem="cocoapods", read=read_podspec, endings=(".podspec",)
    ),
)
