# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Gemfile.lock and gems.locked."""

from collections.abc import Iterator

from commonweal.formats.packages.decoded import lines_of, text_of
from commonweal.formats.packages.package import Package, PackagesRefused, Reader

_SECTIONS = ("GIT", "GEM", "PATH", "PLUGIN SOURCE")
_REVISION = "  revision: "
_INDENT = 4


def read(_: str, content: bytes) -> Iterator[Package]:
    """Gems below the sources of a lock file, in its order."""
    section, revision = "", ""
    for number, line in lines_of(text_of(content)):
        if not line:
            continue
        indent = len(line) - len(line.lstrip(" "))
        if indent == 0:
            section, revision = line, ""
        elif indent == _INDENT or line.startswith(_REVISION):
            if not section:
                raise PackagesRefused("a line is indented below no section", number)
            if indent != _INDENT:
                revision = line.removeprefix(_REVISION)
            elif section in _SECTIONS:
                name, version = _name_and_version(line[_INDENT:])
                if name and version:
                    yield Package("gem", name, version, commit=revision, line=number)


def _name_and_version(written: str) -> tuple[str, str]:
    """`name (version-platform)!`, of which only the first part must be there."""
    name, _, rest = written.removesuffix("!").partition(" (")
    if not rest.endswith(")"):
        return "", ""
    return name, rest[:-1].partition("-")[0]


READERS = (
    Reader(format="gemfilelock", is_lock=True, names=("Gemfile.lock", "gems.locked"), read=read),
)
