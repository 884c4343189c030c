# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Lists of requirements that pip reads: requirements.txt and its relatives."""

import re
from collections.abc import Iterable, Iterator

from commonweal.packages.ecosystems.python.requirement import addressed, required
from commonweal.packages.model.need import Link, LinkKind, Manifest, ManifestReader, Need, Scope
from commonweal.packages.reading.decoded import lines_of
from commonweal.packages.reading.foreign import LONGEST_LINE, manifest, scope_named

_NAMED = re.compile(
    r"(?:^|/)(?:[^/]{0,100}[_.-])?requirements?(?:[_.-][^/]{0,100})?\.(?:txt|in)$"
    r"|(?:^|/)requirements/[^/]{1,200}\.(?:txt|in)$"
)
_COMMENT = re.compile(r"(?:^|\s)#.*")
_EDITABLE = re.compile(r"(?:-e|--editable)[\s=]+(.*)")
_TAKEN_IN = re.compile(r"(-r|-c|--requirement|--constraint)(?:\s*=\s*|\s*)(\S{1,500})")
_LONGEST = 600
_OPTION = re.compile(r"\s--?[A-Za-z].*")


def read(path: str, text: str) -> Manifest:
    """Read a list; the name of the file tells what is needed for development alone."""
    scope = scope_named("/".join(path.split("/")[-2:]), "runtime")
    wanted = [*_wanted(text)]
    needs = (need for line, written in wanted for need in _needs(written, line, scope))
    return manifest(needs, links=_links(wanted))


def _links(wanted: Iterable[tuple[int, str]]) -> Iterator[Link]:
    """Other lists that this one takes in, and those of constraints on all of them."""
    for line, written in wanted:
        match = _TAKEN_IN.fullmatch(written[:_LONGEST])
        if match and "://" not in match[2] and "$" not in match[2]:
            kind: LinkKind = "include" if match[1].startswith(("-r", "--r")) else "constraint"
            yield Link(kind, match[2].strip("\"'"), line=line, is_required=True)


def _needs(wanted: str, line: int, scope: Scope) -> Iterator[Need]:
    if editable := _EDITABLE.match(wanted):
        yield from addressed(editable[1], line=line, scope=scope)
    elif not wanted.startswith("-"):
        yield from required(_OPTION.sub("", wanted), line=line, scope=scope)


def _wanted(text: str) -> Iterator[tuple[int, str]]:
    """Lines without comments, continued ones joined, each with the number of its first."""
    parts: list[str] = []
    start, length = 0, 0
    for number, written in lines_of(text.removeprefix("\ufeff")):
        line = _COMMENT.sub("", written[:LONGEST_LINE]).rstrip()
        start = start or number
        if length < LONGEST_LINE:
            parts.append(line.removesuffix("\\"))
            length += len(line)
        if not line.endswith("\\"):
            yield start, "".join(parts).strip()
            parts, start, length = [], 0, 0
    if parts:
        yield start, "".join(parts).strip()


READERS = (
    ManifestReader(
        format="requirements",
        ecosystem="pypi",
        read=read,
        is_named=lambda path: bool(_NAMED.search(path)),
    ),
)
