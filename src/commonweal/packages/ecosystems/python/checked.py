# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""requirements.txt and pyproject.toml: what a Python project asks for."""

import re
from collections.abc import Iterator

from commonweal.packages.model.package import Package, Reader
from commonweal.packages.reading.decoded import (
    lines_of,
    table_at,
    text_of,
    texts_at,
    toml_table,
)

_OPTION = re.compile(r"(?:(?<=\s)|^)(?:--hash|--global-option|--config-settings|-C)")
_NOT_ONE_VERSION = re.compile(r"\*|<[^=]|,|!=")
_NAME = re.compile(r"[A-Z0-9](?:[A-Z0-9._-]*[A-Z0-9])?", re.IGNORECASE | re.ASCII)
_VARIABLE = re.compile(r"\$\{[A-Z0-9_]+\}")
_EXTRAS = re.compile(r"\[[^\[\]]*\]")
_COMPARISONS = ("===", "==", ">=", "<=", "~=")
_LONGEST = 10_000


def read(_: str, content: bytes) -> Iterator[Package]:
    """Packages of a list of requirements; lists that it includes are other files."""
    for number, line in _joined_lines(text_of(content)):
        option = _OPTION.search(line)
        wanted = line[: option.start()] if option else line
        if not wanted.strip().startswith("-"):
            yield from _required(wanted, number)


def _joined_lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines without comments, continued ones joined; those with variables are empty."""
    parts: list[str] = []
    start = 0
    for number, written in lines_of(text):
        line = _without_comment(written[:_LONGEST])
        start = start or number
        if _VARIABLE.search(line):
            start, parts = 0, []
        elif line.endswith("\\"):
            parts.append(line[:-1])
        else:
            yield start, "".join([*parts, line])[:_LONGEST]
            start, parts = 0, []
    if parts:
        yield start, "".join(parts)[:_LONGEST]


def _without_comment(line: str) -> str:
    at = line.find("#")
    while at > 0 and not line[at - 1].isspace():
        at = line.find("#", at + 1)
    return line if at < 0 else line[:at].rstrip()


def _required(requirement: str, line: int = 0) -> Iterator[Package]:
    """The package that a requirement names, with the version it names first."""
    wanted = _EXTRAS.sub("", requirement.partition(";")[0].strip()).strip()
    if wanted.endswith(")"):
        # `name (==1.0)`, as PEP 508 allows it.
        wanted = wanted[:-1].replace("(", "", 1)
    name, version, comparison = wanted, "", ""
    if _NOT_ONE_VERSION.search(wanted):
        for operator in (*_COMPARISONS, "!=", "<"):
            name = name.partition(operator)[0]
    else:
        comparison = next((operator for operator in _COMPARISONS if operator in wanted), "")
        if comparison:
            name, _, version = wanted.partition(comparison)
    name, version = name.strip(), version.strip()
    if _NAME.fullmatch(name) and (version or not comparison):
        yield Package("pypi", name, version, line=line, is_direct=True)


def read_pyproject(_: str, content: bytes) -> Iterator[Package]:
    """Dependencies of a project, and those of its extras."""
    project = table_at(toml_table(content), "project")
    optional = table_at(project, "optional-dependencies")
    wanted = texts_at(project, "dependencies")
    for extra in optional:
        wanted = [*wanted, *texts_at(optional, extra)]
    for requirement in wanted:
        yield from _required("".join(requirement[:_LONGEST].split()))


READERS = (
    Reader(format="pyprojecttoml", names=("pyproject.toml",), read=read_pyproject),
    Reader(format="requirements", endings=(".txt",), name_holds="requirements", read=read),
)
