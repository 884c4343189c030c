# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""yarn.lock, of version 1 and of the YAML-like versions after it."""

import re
from collections.abc import Iterator

from commonweal.formats.packages.commits import commit_of
from commonweal.formats.packages.decoded import lines_of, text_of
from commonweal.formats.packages.package import Package, PackagesRefused, Reader

_VERSION = re.compile(r' {2}"?version"?:? "?([\w.+-]+)"?', re.ASCII)
_RESOLUTION = re.compile(r""" {2}"?(?:resolution:|resolved)"? "([^ '"]+)\"""")
_LONGEST = 10_000
# An alias of an alias is rare already.
_ALIASES = 4


def read(_: str, content: bytes) -> Iterator[Package]:
    """Packages in the order of the file; the project itself is left out."""
    for number, header, properties in _entries(text_of(content)):
        if header == "__metadata:" or header.endswith('@workspace:.":'):
            continue
        yield Package(
            type="npm",
            name=_name(header),
            version=_first(_VERSION, properties),
            commit=commit_of(_first(_RESOLUTION, properties)),
            line=number,
        )


def _entries(text: str) -> Iterator[tuple[int, str, list[str]]]:
    """The line and the words of each header, and the lines indented below it."""
    start, header, properties = 0, "", list[str]()
    for number, line in lines_of(text):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if not line.startswith(" "):
            if not line.rstrip().endswith(":"):
                raise PackagesRefused("the line is neither a heading nor indented", number)
            if header:
                yield start, header, properties
            start, header, properties = number, line, []
        elif not header:
            raise PackagesRefused("a line is indented below nothing", number)
        else:
            properties.append(line)
    if header:
        yield start, header, properties


def _name(header: str) -> str:
    """The name in the first of the ranges of a header; for an alias that of its target."""
    rest = header[:_LONGEST].removeprefix('"').removesuffix(":").partition(",")[0]
    for _ in range(_ALIASES):
        scope = "@" if rest.startswith("@") else ""
        name, _, wanted = rest.removeprefix("@").partition("@")
        if not (wanted.startswith("npm:") and "@" in wanted):
            break
        rest = wanted.removeprefix("npm:").removeprefix('"').removesuffix(":")
    return scope + name


def _first(pattern: re.Pattern[str], properties: list[str]) -> str:
    matches = (pattern.fullmatch(line[:_LONGEST]) for line in properties)
    return next((match[1] for match in matches if match), "")


READERS = (Reader(format="yarnlock", is_lock=True, names=("yarn.lock",), read=read),)
