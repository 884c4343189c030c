# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The licence that a manifest declares, as SPDX ids; never a guess.

Only fields are read whose value the ecosystem defines as a licence. A value
that is no SPDX expression counts only where it is one of a few unmistakable
spellings.
"""

import re
from collections.abc import Callable, Iterator
from types import MappingProxyType
from typing import Any

import msgspec

from commonweal.formats.spdx import licence_ids
from commonweal.syntax.toml import TomlRefused, read_toml

_SIZE_LIMIT = 256 * 1024
_SPELLINGS = MappingProxyType(
    {
        "mit license": "MIT",
        "the mit license": "MIT",
        "apache 2.0": "Apache-2.0",
        "apache 2": "Apache-2.0",
        "apache license 2.0": "Apache-2.0",
        "apache license, version 2.0": "Apache-2.0",
        "apache software license 2.0": "Apache-2.0",
        "the apache license, version 2.0": "Apache-2.0",
        "the apache software license, version 2.0": "Apache-2.0",
        "bsd 3-clause": "BSD-3-Clause",
        "bsd-3": "BSD-3-Clause",
        "bsd 2-clause": "BSD-2-Clause",
        "isc license": "ISC",
        "mozilla public license 2.0": "MPL-2.0",
        "mozilla public license, version 2.0": "MPL-2.0",
        "mpl 2.0": "MPL-2.0",
        "eupl 1.2": "EUPL-1.2",
        "eclipse public license 2.0": "EPL-2.0",
        "eclipse public license - v 2.0": "EPL-2.0",
        "agplv3+": "AGPL-3.0-or-later",
        "gplv2+": "GPL-2.0-or-later",
        "gplv3+": "GPL-3.0-or-later",
        "gpl-2+": "GPL-2.0-or-later",
        "gpl-3+": "GPL-3.0-or-later",
        "lgplv3+": "LGPL-3.0-or-later",
        "cc0": "CC0-1.0",
    }
)
# Trove classifiers that name one licence and one version.
_CLASSIFIERS = MappingProxyType(
    {
        "MIT License": "MIT",
        "ISC License (ISCL)": "ISC",
        "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
        "European Union Public Licence 1.2 (EUPL 1.2)": "EUPL-1.2",
        "GNU General Public License v2 or later (GPLv2+)": "GPL-2.0-or-later",
        "GNU General Public License v3 or later (GPLv3+)": "GPL-3.0-or-later",
        "GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.0-or-later",
        "GNU Lesser General Public License v3 or later (LGPLv3+)": "LGPL-3.0-or-later",
        "GNU Affero General Public License v3 or later (AGPLv3+)": "AGPL-3.0-or-later",
        "The Unlicense (Unlicense)": "Unlicense",
    }
)
_SPDX_URL = re.compile(r"https?://spdx\.org/licenses/([A-Za-z0-9.+-]{1,80}?)(?:\.html|\.json)?/?")

# One field on a line of its own; the value's quotes and comments are cut off after.
_LINES = MappingProxyType(
    {
        "setup.cfg": re.compile(
            r"^license(?:_expression)?[ \t]*=[ \t]*([^\n]{1,300})$", re.MULTILINE
        ),
        "citation.cff": re.compile(r"^license:[ \t]*([^\n#]{1,300})", re.MULTILINE),
        "publiccode.yml": re.compile(r"^[ \t]{1,8}license:[ \t]*([^\n#]{1,300})", re.MULTILINE),
        "description": re.compile(r"^License:[ \t]*([^\n]{1,300})$", re.MULTILINE),
        "pubspec.yaml": re.compile(r"^license:[ \t]*([^\n#]{1,300})", re.MULTILINE),
        "stack": re.compile(r"^license:[ \t]*([^\n]{1,300})$", re.MULTILINE),
        "gemspec": re.compile(
            r"""\.licenses?[ \t]{0,40}=[ \t]{0,40}\[?[ \t]{0,40}["']([^"'\n]{1,300})["']"""
        ),
        "pom.xml": re.compile(r"<license>[^<]{0,200}<name>([^<]{1,500})</name>"),
        "nuspec": re.compile(r"""<license type="expression">([^<]{1,300})</license>"""),
        "csproj": re.compile(r"<PackageLicenseExpression>([^<]{1,300})</PackageLicenseExpression>"),
        "nimble": re.compile(r"""^license[ \t]*=[ \t]*"([^"\n]{1,300})\"""", re.MULTILINE),
        "opam": re.compile(r"""^license:[ \t]*"([^"\n]{1,300})\"""", re.MULTILINE),
    }
)


def declared_licences(path: str, text: str) -> tuple[str, ...]:
    """Give the SPDX ids that a manifest declares, sorted; empty where none is understood."""
    name = path.rpartition("/")[2].casefold()
    if len(text) > _SIZE_LIMIT:
        return ()
    values = _fields(name, text)
    return tuple(sorted({spdx for value in values for spdx in _ids(value)}))


def _ids(value: str) -> tuple[str, ...]:
    text = value.strip().strip("\"'").strip()
    if url := _SPDX_URL.fullmatch(text):
        return licence_ids(url[1])
    # Composer and old Cargo write "or" in their own ways.
    known = licence_ids(text) or licence_ids(text.replace("/", " OR "))
    spelling = _SPELLINGS.get(" ".join(text.casefold().split()))
    return known or ((spelling,) if spelling else ())


def _fields(name: str, text: str) -> Iterator[str]:
    if reader := _STRUCTURED.get(name):
        yield from reader(text)
        return
    key = _same_shape(name)
    if key is None:
        return
    for number, match in enumerate(_LINES[key].finditer(text)):
        if number == _MOST_FIELDS:
            return
        yield match[1]


_MOST_FIELDS = 10


def _same_shape(name: str) -> str | None:
    if name in _LINES:
        return name
    if name in ("publiccode.yaml", "package.yaml"):
        return {"publiccode.yaml": "publiccode.yml", "package.yaml": "stack"}[name]
    ending = name.rpartition(".")[2]
    ending = {"cabal": "stack", "podspec": "gemspec", "fsproj": "csproj"}.get(ending, ending)
    return ending if ending in _LINES and ending != name else None


def _toml(text: str) -> dict[str, Any]:
    try:
        return read_toml(text.encode("utf-8", "replace"), size_limit=_SIZE_LIMIT)
    except TomlRefused:
        return {}


def _json(text: str) -> dict[str, Any]:
    try:
        read = msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError, UnicodeError):
        return {}
    return read if isinstance(read, dict) else {}


def _at(read: object, *path: str) -> object:
    for key in path:
        read = read.get(key) if isinstance(read, dict) else None
    return read


def _texts(value: object) -> Iterator[str]:
    """Give the texts of a field that may be one, a list, or tables with a name or type."""
    match value:
        case str():
            yield value
        case list():
            for one in value[:_MOST_FIELDS]:
                yield from _texts(one) if not isinstance(one, list) else ()
        case dict():
            for key in ("type", "name", "text", "@id", "url"):
                if isinstance(value.get(key), str):
                    yield value[key]
                    return


def _pyproject(text: str) -> Iterator[str]:
    read = _toml(text)
    yield from _texts(_at(read, "project", "license"))
    yield from _texts(_at(read, "tool", "poetry", "license"))
    classifiers = _at(read, "project", "classifiers")
    for classifier in classifiers if isinstance(classifiers, list) else ():
        named = str(classifier).rpartition(" :: ")[2]
        if str(classifier).startswith("License :: ") and named in _CLASSIFIERS:
            yield _CLASSIFIERS[named]


def _cargo(text: str) -> Iterator[str]:
    read = _toml(text)
    yield from _texts(_at(read, "package", "license"))
    yield from _texts(_at(read, "workspace", "package", "license"))


def _package_json(text: str) -> Iterator[str]:
    read = _json(text)
    yield from _texts(read.get("license"))
    yield from _texts(read.get("licenses"))


_STRUCTURED: MappingProxyType[str, Callable[[str], Iterator[str]]] = MappingProxyType(
    {
        "pyproject.toml": _pyproject,
        "cargo.toml": _cargo,
        "package.json": _package_json,
        "bower.json": _package_json,
        "composer.json": _package_json,
        "codemeta.json": _package_json,
        ".zenodo.json": _package_json,
        "deno.json": _package_json,
        "vcpkg.json": _package_json,
        "haxelib.json": _package_json,
        "dub.json": _package_json,
        "meta6.json": _package_json,
        "elm.json": _package_json,
    }
)
