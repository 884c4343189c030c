# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""bun.lock: JSON with comments and trailing commas, a tuple for each package."""

import re
from collections.abc import Iterator

from commonweal.formats.packages.decoded import json_object, list_at, table_at, text_of
from commonweal.formats.packages.package import Package, PackagesRefused, Reader
from commonweal.formats.packages.places import JsonPlaces

_TEXT = r'"(?:[^"\\\n]|\\.)*+"'
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
    packages = table_at(json_object(text.encode()), "packages")
    places = JsonPlaces(text)
    for key in packages:
        entry = list_at(packages, key)
        if not entry or not isinstance(entry[0], str):
            raise PackagesRefused(f"the package {key[:80]!r} does not begin with its name")
        scope = "@" if entry[0].startswith("@") else ""
        name, _, version = entry[0].removeprefix("@").partition("@")
        version, _, commit = version.partition("#")
        if commit or version.startswith("file:"):
            version = ""
        line = places.line_of(("packages", key))
        yield Package("npm", scope + name, version, commit=commit, line=line)


READERS = (Reader(format="bunlock", is_lock=True, names=("bun.lock",), read=read),)
