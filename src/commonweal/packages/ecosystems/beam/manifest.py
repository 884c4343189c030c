# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""mix.exs, rebar.config and gleam.toml: packages of Hex."""

import re
from collections.abc import Iterator
from typing import Any

from commonweal.packages.model.need import Manifest, ManifestReader, Need, Provision, Scope, Stated
from commonweal.packages.reading.decoded import toml_table
from commonweal.packages.reading.foreign import (
    LONGEST_LINE,
    Lines,
    bytes_of,
    entries,
    fetched,
    manifest,
    needed,
    provided,
    text_of,
)
from commonweal.packages.reading.metadata import Keys, stated_as, stated_in
from commonweal.syntax.toml import TomlPlaces

# A tuple such as {:plug, "~> 1.0", only: :test}; what follows is read up to the next one.
_TUPLE = re.compile(r"\{\s*:(\w{1,100})\s*,\s*(?=[\"~]|git:|github:|path:|hex:|in_umbrella:|only:)")
_TEXT = re.compile(r"\"([^\"\n]{0,500})\"")
_COMMENT = re.compile(r"^[ \t]*#.*", re.MULTILINE)
_OPTION = re.compile(r"\b(\w{1,30}):\s*(?:\"([^\"\n]{0,500})\"|(\[[^\]]{0,300}\]|:?\w+))")
_EXACT = re.compile(r"(?:==\s*)?(\d+\.\d+\.\d++[\w.+-]*)")
_REQUIREMENT = re.compile(r"[~><=!\d\s]")
_APP = re.compile(r"\bapp:\s*:(\w{1,100})")
_ARGUMENTS = 1_000
_MOST = 5_000


def read(_: str, text: str) -> Manifest:
    """Read a mix.exs; it makes a package where it says anything about one."""
    text = _COMMENT.sub("", text)
    lines = Lines(text)
    return manifest(_needs(text, lines), _provides(text, lines), _stated(text, lines))


_OF_MIX: Keys = {
    "name": ("app", "name"),
    "version": ("version",),
    "description": ("description",),
    "homepage": ("homepage_url",),
    "repository": ("source_url",),
    "licence": ("licenses",),
    "maintainer": ("maintainers",),
    "requires": ("elixir",),
}
_SETTING = re.compile(
    r"\b(app|name|version|description|homepage_url|source_url|licenses|maintainers|elixir):\s{0,20}"
    r"(?::(\w{1,100})|\"([^\"\n#]{1,500})\"|\[([^\]]{1,500})\])"
)


def _stated(text: str, lines: Lines) -> tuple[Stated, ...]:
    """Settings that are literal, the first of each."""
    found: dict[str, tuple[str, str | list[str], int]] = {}
    for count, match in enumerate(_SETTING.finditer(text)):
        if count == _MOST:
            break
        listed = _TEXT.findall(match[4]) if match[4] else []
        value = listed or match[2] or match[3] or ""
        found.setdefault(match[1], (match[1], value, lines.at(match.start())))
    return stated_as(_OF_MIX, found.values())


def _needs(text: str, lines: Lines) -> Iterator[Need]:
    for count, match in enumerate(_TUPLE.finditer(text)):
        if count == _MOST:
            return
        rest = text[match.end() : match.end() + _ARGUMENTS].partition("}")[0]
        line = lines.at(match.start())
        first = _TEXT.match(rest)
        requirement = first[1] if first else ""
        if first and not _REQUIREMENT.match(requirement):
            continue
        options = {option[1]: option[2] or option[3] or "" for option in _OPTION.finditer(rest)}
        yield from _dependency(match[1], requirement, options, line)


def _dependency(name: str, requirement: str, options: dict[str, str], line: int) -> Iterator[Need]:
    only = options.get("only", "")
    scope: Scope = "runtime"
    if only and "prod" not in only:
        scope = "development"
    elif options.get("optional") == "true":
        scope = "optional"
    ref = options.get("ref") or options.get("tag") or options.get("branch") or ""
    address = options.get("git", "")
    if github := options.get("github"):
        address = f"https://github.com/{github}"
    if address:
        yield from fetched(address, name, ref=ref, line=line, scope=scope)
    elif "path" not in options and "in_umbrella" not in options:
        name = options.get("hex", name).removeprefix(":")
        exact = _EXACT.fullmatch(requirement)
        version = exact[1] if exact else ""
        yield from needed("hex", name, requirement, line=line, scope=scope, version=version)


def _provides(text: str, lines: Lines) -> tuple[Provision, ...]:
    app = _APP.search(text)
    if app is None or not re.search(r"\bpackage:|\bdefp? package\b", text):
        return ()
    return provided("hex", app[1], line=lines.at(app.start()))


_DEPS = re.compile(r"\{\s*(deps|profiles|project_plugins|plugins)\s*,\s*(?=\[)")
_TERM = re.compile(r'"(?:[^"\\]|\\.)*+"|%[^\n]*+|[\[\]{},]|[^\s\[\]{},"%]++', re.DOTALL)
_LISTS_LIMIT = 20
_TERMS_LIMIT = 20_000


def read_rebar(_: str, text: str) -> Manifest:
    """Read a rebar.config; what a profile asks for is for development."""
    lines = Lines(text)
    needs: list[Need] = []
    profiles = 0
    for count, match in enumerate(_DEPS.finditer(text)):
        if count == _LISTS_LIMIT:
            break
        kind = match[1]
        if kind == "profiles":
            profiles = match.start() + 1
            continue
        scope: Scope = "build" if kind != "deps" else "runtime"
        if profiles and kind == "deps":
            scope = "development"
        for place, words in _terms(text, match.end()):
            needs += _erlang(words, lines.at(place), scope)
    return manifest(needs)


def _terms(text: str, start: int) -> Iterator[tuple[int, list[str]]]:
    """The entries of a list: where each begins, and its words without brackets."""
    depth, place = 0, 0
    words: list[str] = []
    for count, token in enumerate(_TERM.finditer(text, start)):
        term = token[0]
        if term.startswith("%"):
            continue
        if term in "[{":
            depth += 1
        elif term in "]}":
            depth -= 1
        elif term != ",":
            place = place if words else token.start()
            words.append(term)
        if words and depth <= 1 and (term in ",]}"):
            yield place, words
            words = []
        if depth <= 0 or count > _TERMS_LIMIT:
            return


def _erlang(words: list[str], line: int, scope: Scope) -> Iterator[Need]:
    name, rest = words[0].strip("'\""), words[1:]
    quoted = [word.strip('"') for word in rest if word.startswith('"')]
    if {"git", "git_subdir"}.intersection(rest) and quoted:
        at = next((n for n, word in enumerate(rest) if word in ("git", "git_subdir")), 0)
        quoted = [word.strip('"') for word in rest[at:] if word.startswith('"')]
        if quoted:
            ref = quoted[1] if len(quoted) > 1 else ""
            yield from fetched(quoted[0], name, ref=ref, line=line, scope=scope)
        return
    if rest and not rest[0].startswith('"') and rest[0] != "pkg":
        # A kind of source that a plugin knows, such as a folder.
        return
    requirement = quoted[0] if quoted else ""
    if "pkg" in rest:
        name = rest[min(rest.index("pkg") + 1, len(rest) - 1)]
    exact = _EXACT.fullmatch(requirement)
    version = exact[1] if exact else ""
    yield from needed("hex", name, requirement, line=line, scope=scope, version=version)


_METADATA: Keys = {
    "name": ("name",),
    "version": ("version",),
    "description": ("description",),
    "licence": ("licences",),
}


def read_gleam(_: str, text: str) -> Manifest:
    """Read a gleam.toml."""
    table = toml_table(bytes_of(text))
    places = TomlPlaces(text)
    needs = list(_gleam(table, "dependencies", "runtime", places))
    for key in ("dev-dependencies", "dev_dependencies"):
        needs += _gleam(table, key, "development", places)
    version, line = text_of(table.get("version")), places.line_of(("name",))
    provides = provided("hex", text_of(table.get("name")), version, line=line)
    return manifest(needs, provides, stated_in(_METADATA, table, places.line_of))


def _gleam(table: dict[str, Any], key: str, scope: Scope, places: TomlPlaces) -> Iterator[Need]:
    for name, wanted in entries(table, key).items():
        line = places.line_of((key, name))
        given = wanted if isinstance(wanted, dict) else {"version": text_of(wanted)}
        if git := text_of(given.get("git")):
            yield from fetched(git, name, ref=text_of(given.get("ref")), line=line, scope=scope)
        elif requirement := text_of(given.get("version")):
            exact = _EXACT.fullmatch(requirement[:LONGEST_LINE])
            version = exact[1] if exact else ""
            yield from needed("hex", name, requirement, line=line, scope=scope, version=version)


READERS = (
    ManifestReader(
        format="mix",
        wants_lock=True,
        ecosystem="hex",
        locks=("mix.lock",),
        read=read,
        names=frozenset({"mix.exs"}),
    ),
    ManifestReader(
        format="rebar",
        ecosystem="hex",
        locks=("rebar.lock",),
        read=read_rebar,
        names=frozenset({"rebar.config"}),
    ),
    ManifestReader(
        format="gleam",
        ecosystem="hex",
        locks=("manifest.toml",),
        read=read_gleam,
        names=frozenset({"gleam.toml"}),
    ),
)
