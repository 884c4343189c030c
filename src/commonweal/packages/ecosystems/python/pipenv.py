# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Pipfile.lock."""

from collections.abc import Iterator

from commonweal.packages.model.package import Package, Reader
from commonweal.packages.reading.decoded import (
    json_object,
    lines_of,
    tables_in,
    text_at,
    text_of,
)

_SECTIONS = {"default": (), "develop": ("dev",)}


def read(_: str, content: bytes) -> Iterator[Package]:
    """Pinned packages; one that is also needed at run time is not told twice."""
    text = text_of(content)
    if not text.strip():
        return
    lock = json_object(content)
    lines = _key_lines(text)
    seen: set[tuple[str, str]] = set()
    for section, groups in _SECTIONS.items():
        for name, entry in tables_in(lock, section).items():
            version = text_at(entry, "version")
            pinned = version.removeprefix("==")
            if pinned in ("", version) or (name, pinned) in seen:
                continue
            seen.add((name, pinned))
            yield Package("pypi", name, pinned, line=lines.get((section, name), 0), groups=groups)


def _key_lines(text: str) -> dict[tuple[str, str], int]:
    """The first line that begins with each key, by the section it stands in."""
    found: dict[tuple[str, str], int] = {}
    section = ""
    for number, written in lines_of(text):
        key, mark, _ = written.strip().removeprefix('"').partition('":')
        if not mark:
            continue
        if key in _SECTIONS:
            section = key
        else:
            found.setdefault((section, key), number)
    return found


READERS = (
    Reader(
        format="pipfilelock", is_lock=True, tells_scope=True, names=("Pipfile.lock",), read=read
    ),
)
