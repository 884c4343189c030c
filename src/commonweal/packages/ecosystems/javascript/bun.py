# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""bun.lock: JSON with comments and trailing commas, a tuple for each package."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from commonweal.core.message import message
from commonweal.packages.model.package import Package, PackagesRefused, Reader, bounded
from commonweal.packages.reading.decoded import json_object, list_at, table_at, text_of
from commonweal.packages.reading.links import entries, unique, wanted, word
from commonweal.packages.reading.places import JsonPlaces

_TEXT = r'"(?:[^"\\\n]|\\.)*+"'
# Sources that are folders beside the file.
_FOLDERS = ("workspace:", "file:", "link:", "root:")
_NEEDED = ("dependencies", "optionalDependencies", "peerDependencies")
_DIRECT = (*_NEEDED, "devDependencies")
_LONGEST = 4_000
# Packages within packages, deeper than any real lock file has.
_DEEPEST = 16
_COMMENT = re.compile(rf"{_TEXT}|//[^\n]*+|/\*(?:[^*]|\*(?!/))*+(?:\*/)?")
_COMMA = re.compile(rf"{_TEXT}|,(?=[ \t\r\n]*+[\]}}])")


def plain_json(text: str) -> str:
    """Take comments and trailing commas away; every value stays on its line."""

    def without_comment(match: re.Match[str]) -> str:
        token = match[0]
        return token if token.startswith('"') else " " + "\n" * token.count("\n")

    def without_comma(match: re.Match[str]) -> str:
        token = match[0]
        return token if token.startswith('"') else ""

    return _COMMA.sub(without_comma, _COMMENT.sub(without_comment, text))


def read(_: str, content: bytes) -> Iterator[Package]:
    """Packages of a lock file."""
    text = plain_json(text_of(content))
    lock = json_object(text.encode())
    packages = table_at(lock, "packages")
    places = JsonPlaces(text)
    read = {key: _package(key, list_at(packages, key)) for key in bounded(packages)}
    labels = {key: package.label for key, package in read.items()}
    direct = _direct(lock, labels)
    for key, package in read.items():
        table = next((part for part in packages[key] if isinstance(part, dict)), {})
        names = [name for name, _ in wanted(table, *_NEEDED)]
        yield msgspec.structs.replace(
            package,
            line=places.line_of(("packages", key)),
            is_direct=None if direct is None else labels[key] in direct,
            requires=_links(key, names, labels),
        )


def _package(key: str, entry: list[Any]) -> Package:
    if not entry or not isinstance(entry[0], str):
        raise PackagesRefused(
            message("the package %(key)s does not begin with its name", key=repr(key[:80]))
        )
    scope = "@" if entry[0].startswith("@") else ""
    name, _, version = entry[0].removeprefix("@").partition("@")
    is_own = version.startswith(_FOLDERS)
    version, _, commit = version.partition("#")
    if commit or version.startswith("file:"):
        version = ""
    return Package("npm", scope + name, version, commit=commit, is_own=is_own)


def _direct(lock: dict[str, Any], labels: Mapping[str, str]) -> set[str] | None:
    """What the folders of the project ask for; None where the file does not tell."""
    folders = list(entries(lock.get("workspaces")).values())
    if not folders:
        return None
    named = ((word(entries(folder).get("name")), folder) for folder in folders)
    return {
        label
        for name, folder in named
        for label in _links(name, [each for each, _ in wanted(folder, *_DIRECT)], labels)
    }


def _links(key: str, names: list[str], labels: Mapping[str, str]) -> tuple[str, ...]:
    """The packages that names mean below a key: its own, else those of what it stands in."""
    if len(key) > _LONGEST:
        return ()
    parts = key.split("/")[-_DEEPEST:] if key else []
    above = ["".join(f"{part}/" for part in parts[:length]) for length in range(len(parts), -1, -1)]
    candidates = ((f"{folder}{name}" for folder in above) for name in names)
    return unique(
        next((labels[candidate] for candidate in each if candidate in labels), "")
        for each in candidates
    )


READERS = (Reader(format="bunlock", is_lock=True, names=("bun.lock",), read=read),)
