# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""yarn.lock, of version 1 and of the YAML-like versions after it."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from commonweal.core.message import message
from commonweal.packages.model.package import Package, PackagesRefused, Reader, bounded
from commonweal.packages.reading.commits import commit_of
from commonweal.packages.reading.decoded import lines_of, text_of
from commonweal.packages.reading.links import label_of, unique

_VERSION = re.compile(r' {2}"?version"?:? "?([\w.+-]+)"?', re.ASCII)
_RESOLUTION = re.compile(r""" {2}"?(?:resolution:|resolved)"? "([^ '"]+)\"""")
_DEPENDENCIES = frozenset({"dependencies:", "optionalDependencies:"})
_DEPENDENCY = re.compile(r""" {4}"?([^\s":]++)"?:? "?([^"]++)"?""")
# A package that is a folder beside the file.
_FOLDER = re.compile(r"@(?:workspace|file|link|portal):")
_LONGEST = 10_000
# An alias of an alias is rare already.
_ALIASES = 4


class _Entry(NamedTuple):
    line: int
    header: str
    properties: list[str]


def read(_: str, content: bytes) -> Iterator[Package]:
    """Packages in the order of the file; the project itself is left out."""
    everything = bounded(_entries(text_of(content)))
    found = [_Entry(*fields) for fields in everything if fields[1] != "__metadata:"]
    names = [_name(entry.header) for entry in found]
    versions = [_first(_VERSION, entry.properties) for entry in found]
    labels: dict[str, str] = {}
    for entry, name, version in zip(found, names, versions, strict=True):
        labels |= dict.fromkeys(_descriptors(entry.header), label_of(name, version))
    workspaces = [entry for entry in found if "@workspace:" in entry.header]
    direct = {label for workspace in workspaces for label in _links(workspace.properties, labels)}
    for entry, name, version in zip(found, names, versions, strict=True):
        if entry.header.endswith('@workspace:.":'):
            continue
        yield Package(
            type="npm",
            name=name,
            version=version,
            commit=commit_of(_first(_RESOLUTION, entry.properties)),
            line=entry.line,
            is_direct=label_of(name, version) in direct if workspaces else None,
            requires=_links(entry.properties, labels),
            is_own=bool(_FOLDER.search(entry.header[:_LONGEST])),
        )


def _descriptors(header: str) -> list[str]:
    """All `name@range` of a header."""
    return header.rstrip().removesuffix(":").replace('"', "").split(", ")


def _links(properties: list[str], labels: Mapping[str, str]) -> tuple[str, ...]:
    """The packages that the dependencies below a header mean."""
    wanted: list[tuple[str, str]] = []
    is_inside = False
    for line in properties:
        if not line.startswith("    "):
            is_inside = line.strip().replace('"', "") in _DEPENDENCIES
        elif is_inside and (match := _DEPENDENCY.fullmatch(line[:_LONGEST].rstrip())):
            wanted.append((match[1], match[2]))
    # The later versions may leave out that a range is one of npm.
    return unique(
        labels.get(f"{name}@{needed}") or labels.get(f"{name}@npm:{needed}", "")
        for name, needed in wanted
    )


def _entries(text: str) -> Iterator[tuple[int, str, list[str]]]:
    """The line and the words of each header, and the lines indented below it."""
    start, header, properties = 0, "", list[str]()
    for number, line in lines_of(text):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if not line.startswith(" "):
            if not line.rstrip().endswith(":"):
                raise PackagesRefused(message("the line is neither a heading nor indented"), number)
            if header:
                yield start, header, properties
            start, header, properties = number, line, []
        elif not header:
            raise PackagesRefused(message("a line is indented below nothing"), number)
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
