# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Pipfile.lock."""

from collections.abc import Iterator

from commonweal.packages.model.package import Package, Reader
from commonweal.packages.reading.decoded import (
    json_object,
    tables_in,
    text_at,
    text_of,
)
from commonweal.packages.reading.places import JsonPlaces

_SECTIONS = {"default": (), "develop": ("dev",)}


def read(_: str, content: bytes) -> Iterator[Package]:
    """Pinned packages; one that is also needed at run time is not told twice."""
    text = text_of(content)
    if not text.strip():
        return
    lock = json_object(content)
    places = JsonPlaces(text)
    seen: set[tuple[str, str]] = set()
    sections = [section for section in lock if section not in (*_SECTIONS, "_meta")]
    for section in (*_SECTIONS, *sections):
        groups = _SECTIONS.get(section, (section,))
        for name, entry in tables_in(lock, section).items():
            version = text_at(entry, "version")
            pinned = version.removeprefix("==") if version.startswith("==") else ""
            commit = text_at(entry, "ref") if text_at(entry, "git") else ""
            if not (pinned or commit) or (name, pinned or commit) in seen:
                continue
            seen.add((name, pinned or commit))
            line = places.line_of((section, name))
            yield Package("pypi", name, pinned, commit, line=line, groups=groups)


READERS = (
    Reader(
        format="pipfilelock", is_lock=True, tells_scope=True, names=("Pipfile.lock",), read=read
    ),
)
