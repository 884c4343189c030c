# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Gradle's lock files, verification metadata and version catalogues."""

import re
from collections.abc import Iterator
from typing import Any

from commonweal.core.message import message
from commonweal.packages.model.package import Package, PackagesRefused, Reader
from commonweal.packages.reading.decoded import (
    lines_of,
    table_at,
    text_at,
    text_of,
    toml_table,
    xml_root,
)
from commonweal.syntax.xml import Element

_COMMENT = re.compile(r"<!--(?:[^-]|-(?!->))*+(?:-->)?")
_TAG = re.compile(r"""<(?:\w{1,50}:)?component(?=[\s/>])(?:[^"'<>]|"[^"]*+"|'[^']*+')*+>""")
_GROUPS = ("test",)
_DEMANDS = ("strictly", "require", "prefer")


def read_lock(_: str, content: bytes) -> Iterator[Package]:
    """Modules of `group:artifact:version=configurations`; lines that are none are passed over."""
    for number, written in lines_of(text_of(content)):
        line = written.strip()
        group, _, rest = line.partition(":")
        artifact, _, rest = rest.partition(":")
        version, mark, configurations = rest.partition("=")
        if mark and not line.startswith(("#", "empty=")):
            groups = _GROUPS if _is_for_tests(configurations) else ()
            name = f"{group}:{artifact}"
            yield Package("maven", name, version, line=number, groups=groups)


def _is_for_tests(configurations: str) -> bool:
    """Tell whether only configurations of tests resolve a module."""
    names = configurations.casefold().split(",")
    return all("test" in name for name in names)


def read_metadata(_: str, content: bytes) -> Iterator[Package]:
    """Components whose checksums are known, each with the line where its tag ends."""
    root = xml_root(content)
    lines = _lines_of_components(root, content)
    for components in root.named("components"):
        for component in components.named("component"):
            group, name, version = (
                component.attributes.get(key, "") for key in ("group", "name", "version")
            )
            line = lines.get(id(component), 0) if group and name and version else 0
            yield Package("maven", f"{group}:{name}", version, line=line)


def _lines_of_components(root: Element, content: bytes) -> dict[int, int]:
    text = content.decode("utf-8", "replace")
    plain = _COMMENT.sub(lambda match: "\n" * match[0].count("\n"), text)
    elements = _components(root)
    found: dict[int, int] = {}
    line, at = 1, 0
    for match in _TAG.finditer(plain):
        line, at = line + plain.count("\n", at, match.end()), match.end()
        element = next(elements, None)
        if element is not None:
            found[id(element)] = line
    return found


def _components(root: Element) -> Iterator[Element]:
    """All elements of that name, in the order of the file."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.name == "component":
            yield element
        waiting += reversed(element.children)


def read_catalogue(_: str, content: bytes) -> Iterator[Package]:
    """Libraries of a version catalogue; versions that are named elsewhere are looked up."""
    catalogue = toml_table(content)
    versions = table_at(catalogue, "versions")
    if not all(isinstance(wanted, str | dict) for wanted in versions.values()):
        raise PackagesRefused(message("a version is neither text nor a table"))
    for library in table_at(catalogue, "libraries").values():
        if isinstance(library, str):
            group, mark, rest = library.partition(":")
            artifact, _, version = rest.partition(":")
        elif isinstance(library, dict):
            group, mark, artifact = _module(library)
            version = _version(library.get("version"), versions)
        else:
            continue
        if mark:
            yield Package("maven", f"{group}:{artifact}", version, is_direct=True)


def _module(library: dict[str, Any]) -> tuple[str, str, str]:
    if isinstance(library.get("module"), str):
        return text_at(library, "module").partition(":")
    group, name = library.get("group"), library.get("name")
    if isinstance(group, str) and isinstance(name, str):
        return group, ":", name
    return "", "", ""


def _version(wanted: Any, versions: dict[str, Any]) -> str:
    if isinstance(wanted, dict) and isinstance(wanted.get("ref"), str):
        wanted = versions.get(wanted["ref"])
    if isinstance(wanted, dict):
        demanded = (wanted.get(key) for key in _DEMANDS)
        wanted = next((version for version in demanded if isinstance(version, str)), "")
    return wanted if isinstance(wanted, str) else ""


READERS = (
    Reader(
        format="gradlelockfile",
        is_lock=True,
        names=("gradle.lockfile", "buildscript-gradle.lockfile"),
        read=read_lock,
    ),
    Reader(
        format="gradleverificationmetadataxml",
        is_lock=True,
        names=("verification-metadata.xml",),
        read=read_metadata,
    ),
    Reader(format="gradleversioncatalog", endings=(".versions.toml",), read=read_catalogue),
)
