# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Gemfile and gemspecs, by the lines that name a gem literally."""

import re
from collections.abc import Iterator

from commonweal.packages.model.need import Manifest, ManifestReader, Need, Provision, Scope
from commonweal.packages.reading.decoded import lines_of
from commonweal.packages.reading.foreign import (
    LONGEST_LINE,
    computed,
    fetched,
    manifest,
    needed,
    provided,
    scope_named,
)
from commonweal.packages.reading.metadata import Keys, stated_as

_GEM = re.compile(r"gem[\s(]\s*[\"']([\w.-]{1,200})[\"'](.*)")
_TEXT = re.compile(r"[\"']([^\"'\n]{1,300})[\"']")
_OPTION = re.compile(
    r"(?::(\w{1,30})\s*=>|\b(\w{1,30}):)\s*(?:[\"']([^\"'\n]{0,500})[\"']|(\[[^\]]{0,500}\]|:\w+))"
)
_FIRST_OPTION = re.compile(r",\s*(?::\w+\s*=>|\w+:|\*|\*\*|if\b)")
_OPENS = re.compile(r"(?:if|unless|case|begin|def|while|class|module)\b|.*\bdo(?:\s*\|[^|]*\|)?$")
_GROUP = re.compile(r"group[\s(](.*)")
_BLOCK = re.compile(r"(path|git|github)[\s(]\s*[\"']([^\"'\n]{1,500})[\"']")
_EXACT = re.compile(r"=?\s*(\d[\w.-]*)")
_DEPENDENCY = re.compile(
    r"\s*\w{1,20}\.add_(runtime_|development_)?dependency[\s(]\s*(?:%q<|[\"'])([\w.-]{1,200})[\"'>](.*)"
)
_NAME = re.compile(r"\s*\w{1,20}\.name\s*=\s*[\"']([\w.-]{1,200})[\"']")
_COMPUTED = re.compile(r"\s*\w{1,20}\.name\s*=")
_VERSION = re.compile(r"\b\w{1,20}\.version\s*=\s*[\"']([\w.-]{1,100})[\"']")
_METADATA: Keys = {
    "name": ("name",),
    "version": ("version",),
    "description": ("summary", "description"),
    "licence": ("license", "licenses"),
    "homepage": ("homepage",),
    "repository": ("source_code_uri",),
    "documentation": ("documentation_uri",),
    "issues": ("bug_tracker_uri",),
    "changes": ("changelog_uri",),
    "funding": ("funding_uri",),
    "requires": ("required_ruby_version",),
    "author": ("authors", "author"),
}
_FIELD = re.compile(r"\s*\w{1,20}\.(\w{1,40})\s*=\s*(.{1,1000})")
_IN_METADATA = re.compile(
    r"\s*(?:\w{1,20}\.metadata\[)?[\"'](\w{1,40})[\"']\]?\s*=>?\s*[\"']([^\"']{1,500})"
)
_COMMENT = re.compile(r"(?:^|\s)#(?!\{).*")


def read(_: str, text: str) -> Manifest:
    """Read a Gemfile; the groups of blocks and of a gem itself give the scope."""
    return manifest(_gems(text), lists_at=_gemspec_line(text))


def _gemspec_line(text: str) -> int:
    """The line that takes over what a gemspec beside the file needs."""
    lines = (number for number, line in _statements(text) if re.match(r"gemspec\b", line))
    return next(lines, 0)


def _gems(text: str) -> Iterator[Need]:
    blocks: list[tuple[str, str]] = []
    for number, line in _statements(text):
        if re.match(r"end\b", line):
            blocks = blocks[:-1]
        elif match := _GEM.match(line):
            yield from _gem(match[1], match[2], number, blocks)
        elif _OPENS.match(line) and not re.search(r"\bend$", line):
            blocks.append(_block(line))


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Lines without comments; those that end with a comma go on in the next."""
    parts: list[str] = []
    start, length = 0, 0
    for number, written in lines_of(text):
        line = _COMMENT.sub("", written[:LONGEST_LINE]).strip()
        if not line:
            continue
        start = start or number
        if length < LONGEST_LINE:
            parts.append(line)
            length += len(line)
        if not line.endswith((",", "\\", "=>")):
            yield start, " ".join(parts)
            parts, start, length = [], 0, 0
    if parts:
        yield start, " ".join(parts)


def _block(line: str) -> tuple[str, str]:
    """What a block says about the gems in it: their groups, or where they are."""
    if match := _GROUP.match(line):
        return "group", match[1]
    if match := _BLOCK.match(line):
        return match[1], match[2]
    return "", ""


def _gem(name: str, rest: str, line: int, blocks: list[tuple[str, str]]) -> Iterator[Need]:
    options = {match[1] or match[2]: match[3] or match[4] or "" for match in _OPTION.finditer(rest)}
    options = {key: value for key, value in blocks if key} | options
    groups = " ".join((options.get("group", ""), options.get("groups", "")))
    scope = scope_named(groups, "runtime")
    ref = options.get("ref") or options.get("tag") or options.get("branch") or ""
    if github := options.get("github"):
        github = github if "/" in github else f"{github}/{github}"
        yield from fetched(f"https://github.com/{github}", name, ref=ref, line=line, scope=scope)
    elif git := options.get("git"):
        yield from fetched(git, name, ref=ref, line=line, scope=scope)
    elif "path" not in options:
        yield from _required(name, rest, line, scope)


def _required(name: str, rest: str, line: int, scope: Scope) -> Iterator[Need]:
    start = _FIRST_OPTION.search(rest)
    wanted = _TEXT.findall(rest[: start.start()] if start else rest)
    wanted = [text for text in wanted if re.match(r"[~><=!\d\s]", text)]
    exact = _EXACT.fullmatch(wanted[0]) if len(wanted) == 1 else None
    version = exact[1] if exact else ""
    requirement = ", ".join(wanted)
    yield from needed("gem", name, requirement, line=line, scope=scope, version=version)


def read_gemspec(_: str, text: str) -> Manifest:
    """Read a gemspec."""
    needs: list[Need] = []
    provides: tuple[Provision, ...] = ()
    pairs: list[tuple[str, str | list[str], int]] = []
    version = _VERSION.search(text[:LONGEST_LINE])
    for number, line in _statements(text):
        pairs += _field(line, number)
        if match := _DEPENDENCY.match(line):
            scope: Scope = "development" if match[1] == "development_" else "runtime"
            needs += _required(
                match[2], match[3].replace("%q<", '"').replace(">]", '"]'), number, scope
            )
        elif not provides and (match := _NAME.match(line)):
            provides = provided("gem", match[1], version[1] if version else "", line=number)
        elif not provides and _COMPUTED.match(line):
            provides = computed(number)
    return manifest(needs, provides, stated_as(_METADATA, pairs))


def _field(line: str, number: int) -> Iterator[tuple[str, str | list[str], int]]:
    """A field that is one literal text, or a list of these; what is computed is not known."""
    if (match := _FIELD.match(line[:2_000])) and "#{" not in line:
        values = _TEXT.findall(match[2])
        if values:
            yield match[1], values if "[" in match[2] else values[0], number
    elif match := _IN_METADATA.match(line[:2_000]):
        yield match[1], match[2], number


READERS = (
    ManifestReader(
        format="gemfile",
        wants_lock=True,
        ecosystem="rubygems",
        locks=("gemfile.lock",),
        read=read,
        names=frozenset({"gemfile", "gems.rb"}),
        endings=(".gemfile",),
    ),
    ManifestReader(
        format="gemspec",
        locks=("gemfile.lock",),
        ecosystem="rubygems",
        read=read_gemspec,
        endings=(".gemspec",),
    ),
)
