# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Gemfile.lock and gems.locked."""

from collections.abc import Iterator
from typing import NamedTuple

from commonweal.formats.packages.decoded import lines_of, text_of
from commonweal.formats.packages.links import Names
from commonweal.formats.packages.package import Package, PackagesRefused, Reader

_SECTIONS = ("GIT", "GEM", "PATH", "PLUGIN SOURCE")
_REVISION = "  revision: "
_INDENT = 4
_ASKED = "DEPENDENCIES"


class _Gem(NamedTuple):
    name: str
    version: str
    revision: str
    line: int
    section: str
    wanted: list[str]


def read(_: str, content: bytes) -> Iterator[Package]:
    """Gems below the sources of a lock file, in its order."""
    gems, asked = _gems(text_of(content))
    names = Names((one.name, one.version) for one in gems)
    direct = None if asked is None else set(names.all_of(asked))
    for one in gems:
        yield Package(
            "gem",
            one.name,
            one.version,
            commit=one.revision,
            line=one.line,
            is_direct=None if direct is None else names.of(one.name, one.version) in direct,
            requires=names.all_of(one.wanted),
            is_own=one.section == "PATH",
        )


def _gems(text: str) -> tuple[list[_Gem], list[str] | None]:
    """The gems, each with the names of those it needs; and the names that the project asks for."""
    gems: list[_Gem] = []
    asked: list[str] | None = None
    revision = ""
    for number, section, indent, line in _lines(text):
        if indent == 0:
            revision = ""
            asked = asked or [] if section == _ASKED else asked
        elif line.startswith(_REVISION):
            revision = line.removeprefix(_REVISION)
        elif section in _SECTIONS and indent == _INDENT:
            gems.append(_Gem(*_name_and_version(line[_INDENT:]), revision, number, section, []))
        elif section in _SECTIONS and indent > _INDENT and gems:
            gems[-1].wanted.append(_name(line))
        elif section == _ASKED and asked is not None:
            asked.append(_name(line))
    return [one for one in gems if one.name and one.version], asked


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
            raise PackagesRefused("a line is indented below no section", number)
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
