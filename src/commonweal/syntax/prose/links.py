# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Links in prose, whatever its markup: label, target, line."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from commonweal.syntax.prose.read import Line, Prose

_MOST_LINKS = 2_000
# One alternative a spelling; each bounded, so that a line is read once.
_LINK = re.compile(
    r"(?P<image>!?)\[(?P<label>[^\[\]]{0,200})\]\((?P<target>[^()\s]{1,500})[^()]{0,200}\)"
    r"|\]\((?P<outer>[^()\s]{1,500})\)"
    r"|\[(?P<name>[^\[\]]{1,100})\]:[ \t]*(?P<defined>\S{1,500})"
    r"|`(?P<words>[^`<>]{1,200}?)\s*<(?P<named>[^<>\s]{1,500})>`_"
    r"|\.\. _(?P<mark>[^:\n]{1,100}):[ \t]*(?P<marked>\S{1,500})"
    r"|(?::target:|\.\. image::|:alt:)[ \t]*(?P<option>\S{1,500})"
    r"|(?P<bracketed>https?://[^\s\[\]<>()\"'`]{4,500})\[(?P<inner>[^\[\]]{0,200})\]"
    r"|(?:href|src)=[\"'](?P<attribute>[^\"'\s]{1,500})[\"'](?:[^<>]{0,200}>(?P<anchor>[^<>]{1,200})</a>)?"
    r"|(?P<bare>https?://[^\s\[\]<>()\"'`]{4,500})",
    re.IGNORECASE,
)


class Link(NamedTuple):
    """A link; `label` is empty where only the target is written."""

    line: int
    label: str
    target: str
    is_image: bool


def links_of(prose: Prose, lines: tuple[Line, ...] | None = None) -> tuple[Link, ...]:
    """Give the links in a document's words, or in some of its lines, in their order."""
    found: list[Link] = []
    for line in prose.lines if lines is None else lines:
        if len(found) >= _MOST_LINKS:
            break
        if ":" in line.text or "](" in line.text or "=" in line.text:
            found.extend(_in_line(line))
    return tuple(found)


def _in_line(line: Line) -> Iterator[Link]:
    for match in _LINK.finditer(line.text):
        named = match.groupdict()
        label = next((named[name] for name in _LABELS if named[name]), "")
        target = next((named[name] for name in _TARGETS if named[name]), "")
        yield Link(line.number, label, target.rstrip(".,;"), is_image=bool(named["image"]))


_LABELS = ("label", "name", "words", "mark", "inner", "anchor")
_TARGETS = (
    "target", "outer", "defined", "named", "marked", "option", "bracketed", "attribute", "bare",
)  # fmt: skip
