# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Lock files of Python projects in TOML: poetry.lock, pdm.lock, uv.lock and pylock.toml."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from commonweal.packages.model.package import Package, Reader, bounded
from commonweal.packages.reading.decoded import (
    table_at,
    tables_at,
    text_at,
    text_of,
    texts_at,
    toml_table,
)
from commonweal.packages.reading.links import Names, tables, texts, unique, wanted, word
from commonweal.syntax.toml import name_lines

_RUN = re.compile(r"[-_.]+")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,200}")
# Sources of uv that are folders beside the file.
_FOLDERS = frozenset({"virtual", "editable", "directory"})
_UV_NEEDED = ("optional-dependencies",)
_UV_DIRECT = (*_UV_NEEDED, "dev-dependencies")
_Entries = list[tuple[dict[str, Any], int]]


def _entries(content: bytes, key: str = "package") -> _Entries:
    entries = [*bounded(tables_at(toml_table(content), key))]
    lines = name_lines(text_of(content), [text_at(entry, "name") for entry in entries], key)
    return list(zip(entries, lines, strict=True))


def _package(
    entry: dict[str, Any],
    line: int,
    commit: str,
    *,
    groups: tuple[str, ...] = (),
    requires: Iterable[str] = (),
    is_own: bool = False,
) -> Package:
    name, version = text_at(entry, "name"), text_at(entry, "version")
    links = tuple(requires)
    return Package(
        "pypi", name, version, commit, line=line, groups=groups, requires=links, is_own=is_own
    )


def _names(entries: _Entries) -> Names:
    packages = ((text_at(entry, "name"), text_at(entry, "version")) for entry, _ in entries)
    return Names(packages, spelled=_plain)


def _plain(name: str) -> str:
    """The spelling in which names of Python packages are compared."""
    return _RUN.sub("-", name).lower()


def read_poetry(_: str, content: bytes) -> Iterator[Package]:
    """Packages of poetry.lock; the group `main` is what is needed at run time."""
    found = _entries(content)
    names = _names(found)
    for entry, line in found:
        source = table_at(entry, "source")
        groups = tuple(texts_at(entry, "groups"))
        if entry.get("optional") is True:
            groups = ("optional",)
        elif "main" in groups:
            groups = ()
        yield _package(
            entry,
            line,
            text_at(source, "resolved_reference"),
            groups=groups,
            requires=names.all_of(name for name, _ in wanted(entry, "dependencies")),
            is_own=source.get("type") in ("directory", "file"),
        )


def read_pdm(_: str, content: bytes) -> Iterator[Package]:
    """Packages of pdm.lock; in neither the default nor the dev group means optional."""
    found = _entries(content)
    names = _names(found)
    for entry, line in found:
        named = texts_at(entry, "groups")
        groups = tuple(group for group in named if group == "dev")
        if not groups and "default" not in named:
            groups = ("optional",)
        starts = (_NAME.match(text) for text in texts(entry.get("dependencies")))
        yield _package(
            entry,
            line,
            text_at(entry, "revision"),
            groups=groups,
            requires=names.all_of(start[0] for start in starts if start),
            is_own="path" in entry,
        )


def read_uv(_: str, content: bytes) -> Iterator[Package]:
    """Packages of uv.lock; the project itself is left out, and its extras are the groups."""
    entries = _entries(content)
    extras: dict[str, list[str]] = {}
    for entry, _line in entries:
        if _is_project(entry) or (entry is entries[-1][0] and not extras):
            optional = table_at(entry, "optional-dependencies")
            extras = {
                extra: [text_at(table, "name") for table in tables_at(optional, extra)]
                for extra in optional
            } or extras
    by_name: dict[str, list[str]] = {}
    for extra in sorted(extras):
        for name in extras[extra]:
            by_name.setdefault(name, []).append(extra)
    names = _names(entries)
    own = [entry for entry, _ in entries if _is_own(entry)]
    direct = {label for entry in own for label in _uv_links(entry, names, *_UV_DIRECT)}
    for entry, line in entries:
        source = table_at(entry, "source")
        if text_at(source, "virtual") == ".":
            continue
        package = _package(
            entry,
            line,
            text_at(source, "git").partition("#")[2],
            groups=tuple(by_name.get(text_at(entry, "name"), ())),
            requires=_uv_links(entry, names, *_UV_NEEDED),
            is_own=_is_own(entry),
        )
        is_direct = package.label in direct if own else None
        yield msgspec.structs.replace(package, is_direct=is_direct)


def _uv_links(entry: dict[str, Any], names: Names, *keys: str) -> tuple[str, ...]:
    """Dependencies, also those of extras and groups; only extras that are used are there."""
    lists = [entry.get("dependencies"), *(extra for _, extra in wanted(entry, *keys))]
    return _named(names, (table for each in lists for table in tables(each)))


def _named(names: Names, links: Iterable[dict[str, Any]]) -> tuple[str, ...]:
    """The packages that tables with a name, and a version where there are several, mean."""
    return unique(names.of(word(link.get("name")), word(link.get("version"))) for link in links)


def _is_own(entry: dict[str, Any]) -> bool:
    return not _FOLDERS.isdisjoint(table_at(entry, "source"))


def _is_project(entry: dict[str, Any]) -> bool:
    source = table_at(entry, "source")
    return "." in (text_at(source, "virtual"), text_at(source, "editable"))


def read_pylock(_: str, content: bytes) -> Iterator[Package]:
    """Packages of pylock.toml; the project itself has no version and is left out."""
    found = _entries(content, "packages")
    names = _names(found)
    for entry, line in found:
        is_project = text_at(table_at(entry, "directory"), "path") == "."
        if is_project and not text_at(entry, "version"):
            continue
        yield _package(
            entry,
            line,
            text_at(table_at(entry, "vcs"), "commit-id"),
            requires=_named(names, tables(entry.get("dependencies"))),
            is_own="directory" in entry,
        )


READERS = (
    Reader(
        format="poetrylock",
        is_lock=True,
        tells_scope=True,
        names=("poetry.lock",),
        read=read_poetry,
    ),
    Reader(format="pdmlock", is_lock=True, tells_scope=True, names=("pdm.lock",), read=read_pdm),
    Reader(format="uvlock", is_lock=True, names=("uv.lock",), read=read_uv),
    Reader(
        format="pylock", is_lock=True, endings=(".toml",), name_holds="pylock.", read=read_pylock
    ),
)
