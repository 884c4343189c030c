# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Lock files of Python projects in TOML: poetry.lock, pdm.lock, uv.lock and pylock.toml."""

from collections.abc import Iterator
from typing import Any

from commonweal.formats.packages.decoded import (
    table_at,
    tables_at,
    text_at,
    text_of,
    texts_at,
    toml_table,
)
from commonweal.formats.packages.package import Package, Reader
from commonweal.formats.packages.places import name_lines

_Entries = list[tuple[dict[str, Any], int]]


def _entries(content: bytes, key: str = "package") -> _Entries:
    entries = tables_at(toml_table(content), key)
    lines = name_lines(text_of(content), [text_at(one, "name") for one in entries], key)
    return list(zip(entries, lines, strict=True))


def _package(entry: dict[str, Any], line: int, commit: str, groups: tuple[str, ...]) -> Package:
    name, version = text_at(entry, "name"), text_at(entry, "version")
    return Package("pypi", name, version, commit=commit, line=line, groups=groups)


def read_poetry(_: str, content: bytes) -> Iterator[Package]:
    """Packages of poetry.lock; the group `main` is what is needed at run time."""
    for entry, line in _entries(content):
        commit = text_at(table_at(entry, "source"), "resolved_reference")
        groups = tuple(texts_at(entry, "groups"))
        if entry.get("optional") is True:
            groups = ("optional",)
        elif "main" in groups:
            groups = ()
        yield _package(entry, line, commit, groups)


def read_pdm(_: str, content: bytes) -> Iterator[Package]:
    """Packages of pdm.lock; in neither the default nor the dev group means optional."""
    for entry, line in _entries(content):
        named = texts_at(entry, "groups")
        groups = tuple(one for one in named if one == "dev")
        if not groups and "default" not in named:
            groups = ("optional",)
        yield _package(entry, line, text_at(entry, "revision"), groups)


def read_uv(_: str, content: bytes) -> Iterator[Package]:
    """Packages of uv.lock; the project itself is left out, and its extras are the groups."""
    entries = _entries(content)
    extras: dict[str, list[str]] = {}
    for entry, _line in entries:
        if _is_project(entry) or (entry is entries[-1][0] and not extras):
            optional = table_at(entry, "optional-dependencies")
            extras = {
                extra: [text_at(one, "name") for one in tables_at(optional, extra)]
                for extra in optional
            } or extras
    by_name: dict[str, list[str]] = {}
    for extra in sorted(extras):
        for name in extras[extra]:
            by_name.setdefault(name, []).append(extra)
    for entry, line in entries:
        source = table_at(entry, "source")
        if text_at(source, "virtual") == ".":
            continue
        commit = text_at(source, "git").partition("#")[2]
        yield _package(entry, line, commit, tuple(by_name.get(text_at(entry, "name"), ())))


def _is_project(entry: dict[str, Any]) -> bool:
    source = table_at(entry, "source")
    return "." in (text_at(source, "virtual"), text_at(source, "editable"))


def read_pylock(_: str, content: bytes) -> Iterator[Package]:
    """Packages of pylock.toml; the project itself has no version and is left out."""
    for entry, line in _entries(content, "packages"):
        is_project = text_at(table_at(entry, "directory"), "path") == "."
        if is_project and not text_at(entry, "version"):
            continue
        yield _package(entry, line, text_at(table_at(entry, "vcs"), "commit-id"), ())


READERS = (
    Reader(format="poetrylock", is_lock=True, names=("poetry.lock",), read=read_poetry),
    Reader(format="pdmlock", is_lock=True, names=("pdm.lock",), read=read_pdm),
    Reader(format="uvlock", is_lock=True, names=("uv.lock",), read=read_uv),
    Reader(
        format="pylock", is_lock=True, endings=(".toml",), name_holds="pylock.", read=read_pylock
    ),
)
