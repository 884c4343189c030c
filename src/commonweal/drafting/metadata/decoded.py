# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Manifests and metadata of every format as nested mappings, so that one table reads them all."""

import re
from collections.abc import Callable, Iterator
from types import MappingProxyType
from typing import Any, NamedTuple

from commonweal.syntax.json import JsonRefused, read_json
from commonweal.syntax.toml import TomlRefused, read_toml
from commonweal.syntax.xml.guarded import Element, XmlRefused, read_xml
from commonweal.syntax.yaml import Document, YamlRefused, read_yaml

_SIZE_LIMIT = 512 * 1024
_MOST_LINES = 4_000
_DEEPEST = 6


class Decoded(NamedTuple):
    """A file as a mapping; `is_metadata` where it is made to be read by others than a tool."""

    format: str
    value: dict[str, Any]
    is_metadata: bool


def decode(path: str, text: str) -> Decoded | None:
    """Decode a file by its name; None where the format is not known or nothing can be read."""
    name = path.rpartition("/")[2].casefold()
    if len(text) > _SIZE_LIMIT:
        return None
    key = name if name in _READERS else f".{name.rpartition('.')[2]}"
    if key not in _READERS:
        return None
    format_name, read, is_metadata = _READERS[key]
    value = read(text)
    return Decoded(format_name, value, is_metadata) if value else None


def _yaml(text: str) -> dict[str, Any]:
    try:
        document = read_yaml(text.encode("utf-8", "replace"), merge=True)
    except YamlRefused:
        return {}
    value = document.value
    return (
        {key: _as_written(document, key, one) for key, one in value.items()}
        if isinstance(value, dict)
        else {}
    )


def _as_written(document: Document, key: str, value: object) -> object:
    """Keep a number as its author wrote it: version 1.10 is not 1.1."""
    place = document.place((key,)) if isinstance(value, float | int) else None
    return place.text if place is not None and place.text else value


def _json(text: str) -> dict[str, Any]:
    try:
        value = read_json(text.encode("utf-8", "replace")).value
    except JsonRefused:
        return {}
    return value if isinstance(value, dict) else {}


def _toml(text: str) -> dict[str, Any]:
    try:
        return read_toml(text.encode("utf-8", "replace"))
    except TomlRefused:
        return {}


def _lines(text: str) -> Iterator[str]:
    for line in text.split("\n", _MOST_LINES)[:_MOST_LINES]:
        yield line[:2_000].rstrip()


def _ini(text: str) -> dict[str, Any]:
    """Sections with keys; a value that goes on below is a list, or a mapping of `key = value`."""
    found: dict[str, Any] = {}
    section: dict[str, Any] = {}
    key = ""
    for line in _lines(text):
        bare = line.strip()
        if not bare or bare.startswith(("#", ";")):
            continue
        if bare.startswith("[") and bare.endswith("]"):
            section, key = found.setdefault(bare[1:-1].strip(), {}), ""
        elif line[0] in " \t" and key:
            _go_on(section, key, bare)
        elif "=" in bare or ":" in bare:
            key, _, value = (part.strip() for part in re.split(r"([=:])", bare, maxsplit=1))
            section[key] = value
    return found


def _go_on(section: dict[str, Any], key: str, line: str) -> None:
    name, mark, value = line.partition("=")
    before = section[key]
    if mark and (before == "" or isinstance(before, dict)):
        section[key] = {**(before or {}), name.strip(): value.strip()}
    elif isinstance(before, str):
        section[key] = [before, line] if before else [line]
    elif isinstance(before, list):
        before.append(line)


def _debian(text: str) -> dict[str, Any]:
    """The control files of R and Debian: `Key: value`, going on where the line is indented."""
    found: dict[str, Any] = {}
    key = ""
    for line in _lines(text):
        if line[:1] in (" ", "\t"):
            if key:
                found[key] = f"{found[key]} {line.strip()}"
            continue
        key, mark, value = line.partition(":")
        if not mark or " " in key:
            key = ""
            continue
        found[key] = value.strip()
    for listed in ("URL", "Author", "Maintainer"):
        if listed in found:
            found[listed] = [
                part.strip() for part in re.split(r",\s", found[listed]) if part.strip()
            ]
    return found if "Package" in found else {}


_GEM = re.compile(r"\s*\w{1,20}\.(\w{1,40})\s*=\s*(.{1,1000})")
_GEM_METADATA = re.compile(
    r"\s*(?:\w{1,20}\.metadata\[)?[\"'](\w{1,40})[\"']\]?\s*=>?\s*[\"']([^\"']{1,500})"
)
_QUOTED = re.compile(r"[\"']([^\"'\n]{1,500})[\"']")


def _gemspec(text: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for line in _lines(text):
        if (match := _GEM.match(line)) and "#{" not in line:
            values = _QUOTED.findall(match[2])
            if values:
                found.setdefault(match[1], values if "[" in match[2] else values[0])
        elif match := _GEM_METADATA.match(line):
            found.setdefault(match[1], match[2])
    return found


def _go(text: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for line in _lines(text):
        words = line.split()
        if len(words) > 1 and words[0] == "module" and "module" not in found:
            module = words[1].strip('"')
            parts = module.split("/")
            found["module"] = module
            is_version = re.fullmatch(r"v\d+", parts[-1]) and len(parts) > 1
            found["name"] = parts[-2] if is_version else parts[-1]
            if parts[0] in ("github.com", "gitlab.com", "codeberg.org") and len(parts) > 2:  # noqa: PLR2004  host, owner, name
                found["repository"] = "https://" + "/".join(parts[:3])
        elif len(words) == 2 and words[0] == "go":  # noqa: PLR2004  the word and the version
            found["go"] = f">= {words[1]}"
    return found


def _pom(text: str) -> dict[str, Any]:
    try:
        root = read_xml(text.encode("utf-8", "replace"))
    except XmlRefused:
        return {}
    skipped = ("dependencies", "build", "profiles", "parent", "properties", "dependencyManagement")
    children = [child for child in root.children if child.name not in skipped]
    return (
        _element(Element(root.name, root.line, {}, children), 0) if root.name == "project" else {}
    )


def _element(element: Element, depth: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for child in element.children if depth < _DEEPEST else ():
        value: Any = _element(child, depth + 1) if child.children else child.text.strip()
        if isinstance(value, str) and "${" in value:
            continue
        if child.name in found:
            before = found[child.name]
            found[child.name] = [*before, value] if isinstance(before, list) else [before, value]
        else:
            found[child.name] = value
    return found


_READERS: MappingProxyType[str, tuple[str, Callable[[str], dict[str, Any]], bool]] = (
    MappingProxyType(
        {
            "citation.cff": ("citation", _yaml, True),
            "codemeta.json": ("codemeta", _json, True),
            "publiccode.yml": ("publiccode", _yaml, True),
            "publiccode.yaml": ("publiccode", _yaml, True),
            ".zenodo.json": ("zenodo", _json, True),
            "pyproject.toml": ("pyproject", _toml, False),
            "setup.cfg": ("setup_cfg", _ini, False),
            "package.json": ("package_json", _json, False),
            "cargo.toml": ("cargo", _toml, False),
            "composer.json": ("composer", _json, False),
            "pom.xml": ("pom", _pom, False),
            ".gemspec": ("gemspec", _gemspec, False),
            "description": ("description", _debian, False),
            "go.mod": ("go", _go, False),
        }
    )
)
