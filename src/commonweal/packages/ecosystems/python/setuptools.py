# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""setup.cfg, and what setup.py says in literal lists; nothing of it is ever run."""

import re
from collections.abc import Iterable, Iterator

from commonweal.packages.ecosystems.python.requirement import required
from commonweal.packages.model.need import Manifest, ManifestReader, Need, Provision, Scope, Stated
from commonweal.packages.reading.decoded import lines_of
from commonweal.packages.reading.foreign import (
    LONGEST_LINE,
    Lines,
    computed,
    manifest,
    provided,
    scope_named,
)
from commonweal.packages.reading.metadata import Keys, stated_as

_SECTION = re.compile(r"\[([^\[\]]{1,200})\]\s*(?:[#;].*)?")
_KEY = re.compile(r"([\w.-]{1,200})\s*[=:]\s*(.*)")
_FIELDS: dict[str, Scope] = {
    "install_requires": "runtime",
    "setup_requires": "build",
    "tests_require": "development",
    "extras_require": "optional",
}
_SETUP = re.compile(r"\bsetup\s*\(")
_NAMED = re.compile(r"\bname\s*=\s*[\"']([\w.-]{1,200})[\"']")
_LITERAL = re.compile(
    r"\b(name|version|description|license|url|author|maintainer)\s{0,20}=\s{0,20}"
    r"(?:\"([^\"\\\n]{1,500})\"|'([^'\\\n]{1,500})')"
)
_ARGUMENT = re.compile(
    r"\b(install_requires|setup_requires|tests_require|extras_require)[\"']?\s*[=:]\s*([\[({]|\w+)"
)
_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*+"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*+'''"
    r'|"(?:[^"\\\n]|\\.)*+"'
    r"|'(?:[^'\\\n]|\\.)*+'"
    r"|#[^\n]*+|[\[\](){},:]|[^\s\[\](){},:\"'#]++|[\"']",
    re.DOTALL,
)
_TOKENS_LIMIT = 20_000
_MOST = 50


_METADATA: Keys = {
    "name": ("metadata.name",),
    "version": ("metadata.version",),
    "description": ("metadata.description",),
    "keyword": ("metadata.keywords",),
    "licence": ("metadata.license", "metadata.license_expression"),
    "homepage": ("metadata.url", "metadata.home_page", "metadata.home-page"),
    "repository": (
        "metadata.project_urls.Source", "metadata.project_urls.Source Code",
        "metadata.project_urls.Repository",
    ),
    "documentation": ("metadata.project_urls.Documentation",),
    "issues": (
        "metadata.project_urls.Bug Tracker", "metadata.project_urls.Tracker",
        "metadata.project_urls.Issues",
    ),
    "changes": ("metadata.project_urls.Changelog",),
    "requires": ("options.python_requires",),
    "author": ("metadata.author",),
    "maintainer": ("metadata.maintainer",),
    "classifier": ("metadata.classifiers",),
}  # fmt: skip


def read_cfg(_: str, text: str) -> Manifest:
    """Read a setup.cfg as setuptools does."""
    needs: list[Need] = []
    provides: tuple[Provision, ...] = ()
    values = [*_values(text)]
    for section, key, line, value in values:
        if section == "metadata" and key == "name" and not provides:
            provides = provided("pypi", value, line=line)
        elif scope := _scope_of(section, key):
            needs += required(value.partition(" #")[0], line=line, scope=scope)
    if not needs and not any(section == "metadata" for section, *_ in values):
        # Settings of tools alone.
        return Manifest()
    return manifest(needs, provides, stated_as(_METADATA, _pairs(values)))


def _pairs(values: Iterable[tuple[str, str, int, str]]) -> Iterator[tuple[str, str, int]]:
    """Keys with their sections; of a table within a value each entry is a key."""
    for section, key, line, value in values:
        name, mark, rest = value.partition("=")
        if key == "project_urls" and mark:
            yield f"{section}.{key}.{name.strip()}", rest.strip(), line
        else:
            yield f"{section}.{key}", value, line


def _scope_of(section: str, key: str) -> Scope | None:
    if section == "options":
        return _FIELDS.get(key)
    if section == "options.extras_require":
        return scope_named(key, "optional")
    return None


def _values(text: str) -> Iterator[tuple[str, str, int, str]]:
    """Each line of each value, with its section, key and number."""
    section, key = "", ""
    for number, written in lines_of(text):
        line = written[:LONGEST_LINE]
        stripped = line.strip()
        if not stripped or stripped.startswith(("#", ";")):
            continue
        if line[0].isspace():
            yield section, key, number, stripped
        elif match := _SECTION.fullmatch(stripped):
            section, key = match[1].strip(), ""
        elif match := _KEY.fullmatch(stripped):
            key = match[1].replace("-", "_") if section == "options" else match[1]
            if match[2]:
                yield section, key, number, match[2]


def read_py(_: str, text: str) -> Manifest:
    """Read the literal lists of a setup.py, also those that have a name of their own."""
    setup = _SETUP.search(text)
    if setup is None:
        return Manifest()
    lines = Lines(text)
    needs: list[Need] = []
    lists_at = 0
    for count, match in enumerate(_ARGUMENT.finditer(text)):
        if count == _MOST:
            break
        start = match.start(2) if match[2] in "[({" else _list_named(text, match[2])
        if start >= 0:
            needs += _literals(text, start, _FIELDS[match[1]], lines)
        elif match[1] in ("install_requires", "extras_require"):
            lists_at = lists_at or lines.at(match.start())
    named = _NAMED.search(text, setup.end())
    if named is None:
        return manifest(needs, computed(lines.at(setup.start())), lists_at=lists_at)
    line = lines.at(named.start())
    stated = _stated_by(text[setup.end() :], lines, setup.end())
    return manifest(needs, provided("pypi", named[1], line=line), stated, lists_at=lists_at)


def _stated_by(call: str, lines: Lines, start: int) -> tuple[Stated, ...]:
    """The arguments of `setup` that are one literal text."""
    found: dict[str, tuple[str, str, int]] = {}
    for count, match in enumerate(_LITERAL.finditer(call)):
        if count == _MOST:
            break
        line = lines.at(start + match.start())
        found.setdefault(match[1], (f"metadata.{match[1]}", match[2] or match[3], line))
    return stated_as(_METADATA, found.values())


def _list_named(text: str, name: str) -> int:
    match = re.search(
        rf"^[ \t]{{0,40}}{re.escape(name[:100])}\s*=\s*(?=[\[({{])", text, re.MULTILINE
    )
    return match.end() if match else -1


def _literals(text: str, start: int, scope: Scope, lines: Lines) -> Iterator[Need]:
    """Entries that are one literal text; the key of a table gives those below it their scope."""
    depth, here = 0, scope
    entry: list[re.Match[str]] = []
    for count, token in enumerate(_TOKEN.finditer(text, start)):
        piece = token[0]
        if piece.startswith("#"):
            continue
        if piece == ":" and depth == 1 and len(entry) == 1:
            here = scope_named(_plain(entry[0][0]), scope)
            entry = []
        elif piece in ("[", "(", "{", "]", ")", "}", ","):
            yield from _entry(entry, here, lines)
            entry = []
            depth += (piece in "[({") - (piece in "])}")
        else:
            entry.append(token)
        if depth <= 0 or count > _TOKENS_LIMIT:
            return


def _entry(entry: list[re.Match[str]], scope: Scope, lines: Lines) -> Iterator[Need]:
    if len(entry) == 1 and entry[0][0][0] in "\"'" and len(entry[0][0]) > 1:
        line = lines.at(entry[0].start())
        yield from required(_plain(entry[0][0]), line=line, scope=scope)


def _plain(piece: str) -> str:
    return piece.strip("\"'")


READERS = (
    ManifestReader(
        format="setupcfg", ecosystem="pypi", read=read_cfg, names=frozenset({"setup.cfg"})
    ),
    ManifestReader(format="setuppy", ecosystem="pypi", read=read_py, names=frozenset({"setup.py"})),
)
