# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Gemfile.lock and gems.locked."""

from collections.abc import Iterator
from typing import NamedTuple

from commonweal.core.message import message
from commonweal.packages.model.package import Package, PackagesRefused, Reader, bounded
from commonweal.packages.reading.decoded import lines_of, text_of
from commonweal.packages.reading.links import Names

_SECTIONS = ("GIT", "GEM", "PATH", "PLUGIN SOURCE")
_REVISION = "  revision: "
_INDENT = 4
_DEPENDENCIES = "DEPENDENCIES"


class _Gem(NamedTuple):
    name: str
    version: str
    revision: str
    line: int
    section: str
    wanted: list[str]


def read(_: str, content: bytes) -> Iterator[Package]:
    """Gems below the sources of a lock file, in its order."""
    text = text_of(content)
    gems, named = [*bounded(_gems(text))], _dependencies(text)
    names = Names((gem.name, gem.version) for gem in gems)
    direct = None if named is None else set(names.all_of(named))
    for gem in gems:
        yield Package(
            "gem",
            gem.name,
            gem.version,
            commit=gem.revision,
            line=gem.line,
            is_direct=None if direct is None else names.of(gem.name, gem.version) in direct,
            requires=names.all_of(gem.wanted),
            is_own=gem.section == "PATH",
        )


def _gems(text: str) -> Iterator[_Gem]:
    """The gems; the names of those that one needs are added as they come, after it."""
    revision = ""
    needed: list[str] = []
    for number, section, indent, line in _lines(text):
        if indent == 0:
            revision = ""
        elif line.startswith(_REVISION):
            revision = line.removeprefix(_REVISION)
        elif section in _SECTIONS and indent == _INDENT:
            name, version = _name_and_version(line[_INDENT:])
            needed = []
            if name and version:
                yield _Gem(name, version, revision, number, section, needed)
        elif section in _SECTIONS and indent > _INDENT:
            needed.append(_name(line))


def _dependencies(text: str) -> list[str] | None:
    """The names of what the project asks for; None where there is no such section."""
    found = [
        (indent, line) for _, section, indent, line in _lines(text) if section == _DEPENDENCIES
    ]
    return [_name(line) for indent, line in found if indent] if found else None


def _lines(text: str) -> Iterator[tuple[int, str, int, str]]:
    """Lines with their numbers, sections and indents."""
    section = ""
    for number, line in lines_of(text):
        if not line:
            continue
        indent = len(line) - len(line.lstrip(" "))
        if indent == 0:
            section = line
        elif not section and (indent == _INDENT or line.startswith(_REVISION)):
            raise PackagesRefused(message("a line is indented below no section"), number)
        yield number, section, indent, line


def _name(line: str) -> str:
    return line.strip().removesuffix("!").partition(" ")[0]


def _name_and_version(written: str) -> tuple[str, str]:
    """`name (version-platform)!`, of which only the first part must be there."""
    name, _, rest = written.removesuffix("!").partition(" (")
    if not rest.endswith(")"):
        return "", ""
    return name, rest[:-1].partition("-")[0]


READERS = (
    Reader(format="gemfilelock", is_lock=True, names=("Gemfile.lock", "gems.locked"), read=read),
)
