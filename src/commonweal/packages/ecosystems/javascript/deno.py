# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""deno.json: what its imports name from npm, JSR and the known content networks."""

import re
from collections.abc import Iterator

from commonweal.core.message import message
from commonweal.packages.model.address import web_address
from commonweal.packages.model.package import Package, PackagesRefused, Reader
from commonweal.packages.reading.decoded import json_object, table_at, text_at, text_of
from commonweal.packages.reading.places import JsonPlaces

_RANGE = re.compile(
    r"[\^~=v>\s]{0,8}(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?([-+][\w.+-]{1,100})?"
)
_LONGEST = 2_000


def read(_: str, content: bytes) -> Iterator[Package]:
    """Packages that a module with a name and a version imports."""
    module = json_object(content, unique=False)
    imports = table_at(module, "imports")
    if not text_at(module, "name") or not text_at(module, "version"):
        return
    places = JsonPlaces(text_of(content))
    for alias, address in imports.items():
        if not isinstance(address, str):
            raise PackagesRefused(
                message("the import %(alias)s is not text", alias=repr(alias[:80]))
            )
        kind, name, version = _imported(address[:_LONGEST])
        if name and version:
            line = places.line_of(("imports", alias))
            yield Package(kind, name, version, line=line, is_direct=True)


def _imported(address: str) -> tuple[str, str, str]:
    if address.startswith("npm:"):
        name, version = _split(address.removeprefix("npm:"))
        return "npm", name, _least(version)
    if address.startswith("jsr:"):
        return "jsr", *_split(address.removeprefix("jsr:"), is_number=False)
    if not address.startswith("https://"):
        return "", "", ""
    web = web_address(address)
    path = web.path
    if web.host == "deno.land" and path.startswith("x/"):
        return "npm", *_split(path.removeprefix("x/"))
    if web.host == "esm.sh" and path.startswith("jsr/"):
        return "jsr", *_split(path.removeprefix("jsr/"), is_number=False)
    if web.host == "esm.sh" and path.startswith("gh/"):
        name, _, version = path.removeprefix("gh/").partition("@")
        return "github", name, "" if "@" in version else version
    if web.host in ("esm.sh", "unpkg.com"):
        return "npm", *_split(path)
    return "", "", ""


def _split(text: str, *, is_number: bool = True) -> tuple[str, str]:
    scope = "@" if text.startswith("@") else ""
    name, _, version = text.removeprefix("@").partition("@")
    name, version = scope + name, version.partition("/")[0]
    if is_number:
        version = version.removeprefix("v")
        version = version if version[:1].isdecimal() else ""
    return name, version


def _least(wanted: str) -> str:
    """The least version of a range, as npm would count; empty where it is not plain."""
    match = _RANGE.match(wanted)
    if match is None:
        return ""
    return ".".join(part or "0" for part in match.group(1, 2, 3)) + (match[4] or "")


READERS = (Reader(format="denojson", names=("deno.json",), read=read),)
