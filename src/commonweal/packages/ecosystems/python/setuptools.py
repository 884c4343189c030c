# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""setup.cfg, and what setup.py says in literal lists; nothing of it is ever run."""

import re
from collections.abc import Iterator

from commonweal.packages.ecosystems.python.requirement import required
from commonweal.packages.model.need import Manifest, ManifestReader, Need, Provision, Scope
from commonweal.packages.reading.decoded import lines_of
from commonweal.packages.reading.foreign import (
    LONGEST_LINE,
    Lines,
    manifest,
    provided,
    scope_named,
)

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


def read_cfg(_: str, text: str) -> Manifest:
    """Read a setup.cfg as setuptools does."""
    needs: list[Need] = []
    provides: tuple[Provision, ...] = ()
    for section, key, line, value in _values(text):
        if section == "metadata" and key == "name" and not provides:
            provides = provided("pypi", value, line=line)
        elif scope := _scope_of(section, key):
            needs += required(value.partition(" #")[0], line=line, scope=scope)
    return manifest(needs, provides)


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
    for count, match in enumerate(_ARGUMENT.finditer(text)):
        if count == _MOST:
            break
        start = match.start(2) if match[2] in "[({" else _list_named(text, match[2])
        if start >= 0:
            needs += _literals(text, start, _FIELDS[match[1]], lines)
    named = _NAMED.search(text, setup.end())
    if named is None:
        return manifest(needs)
    return manifest(needs, provided("pypi", named[1], line=lines.at(named.start())))


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
        sign = token[0]
        if sign.startswith("#"):
            continue
        if sign == ":" and depth == 1 and len(entry) == 1:
            here = scope_named(_plain(entry[0][0]), scope)
            entry = []
        elif sign in ("[", "(", "{", "]", ")", "}", ","):
            yield from _entry(entry, here, lines)
            entry = []
            depth += (sign in "[({") - (sign in "])}")
        else:
            entry.append(token)
        if depth <= 0 or count > _TOKENS_LIMIT:
            return


def _entry(entry: list[re.Match[str]], scope: Scope, lines: Lines) -> Iterator[Need]:
    if len(entry) == 1 and entry[0][0][0] in "\"'" and len(entry[0][0]) > 1:
        line = lines.at(entry[0].start())
        yield from required(_plain(entry[0][0]), line=line, scope=scope)


def _plain(sign: str) -> str:
    return sign.strip("\"'")


READERS = (
    ManifestReader(format="setupcfg", read=read_cfg, names=frozenset({"setup.cfg"})),
    ManifestReader(format="setuppy", read=read_py, names=frozenset({"setup.py"})),
)
