# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Which package a manifest makes: ecosystem and name; a manifest of tools alone makes none."""

import re
from collections.abc import Callable
from types import MappingProxyType
from typing import Any, NamedTuple

from commonweal.syntax.json import JsonRefused, read_json
from commonweal.syntax.toml import TomlRefused, read_toml

_SIZE_LIMIT = 256 * 1024
_MOST_LINES = 2_000


class Package(NamedTuple):
    """`name` is empty where the manifest computes it; `line` counts from 1."""

    ecosystem: str
    name: str
    line: int


def package_of(path: str, text: str) -> Package | None:
    """Give the package that a manifest makes; None where it makes none that others can install."""
    if len(text) > _SIZE_LIMIT:
        return None
    name = path.rpartition("/")[2].casefold()
    if reader := _READERS.get(name):
        return reader(text)
    ending = name.rpartition(".")[2]
    if name in _LINES:
        return _in_lines(name, text)
    return _in_lines(ending, text) if ending in _LINES and ending != name else None


# Ecosystem and the line that names the package.
_LINES: MappingProxyType[str, tuple[str, re.Pattern[str]]] = MappingProxyType(
    {
        "go.mod": ("go", re.compile(r"module\s+\"?([\w./~-]{1,200})")),
        "gemspec": (
            "rubygems",
            re.compile(r"\s*\w{1,20}\.name\s*=\s*(?:[\"']([\w.-]{1,100})[\"']|\S)"),
        ),
        "description": ("cran", re.compile(r"Package:\s*([\w.]{1,100})")),
        "pubspec.yaml": ("pub", re.compile(r"name:\s*[\"']?([\w]{1,100})")),
        "mix.exs": ("hex", re.compile(r"\s{0,40}(?:\[\s{0,40})?app:\s*:(\w{1,100})")),
        "cabal": ("hackage", re.compile(r"name:\s*([\w-]{1,100})", re.IGNORECASE)),
        "package.swift": ("swift", re.compile(r"\s*name:\s*\"([^\"]{1,100})\"")),
        "podspec": ("cocoapods", re.compile(r"\s*\w{1,20}\.name\s*=\s*[\"']([\w.+-]{1,100})")),
        "rockspec": ("luarocks", re.compile(r"package\s*=\s*[\"']([\w.-]{1,100})")),
        "nimble": ("nimble", re.compile(r"(?:version)\s*=\s*\"()")),
        "opam": ("opam", re.compile(r"opam-version:\s*\"()")),
        "nuspec": ("nuget", re.compile(r"\s*<id>([\w.-]{1,100})</id>")),
        "csproj": (
            "nuget",
            re.compile(
                r"\s*<(?:PackageId>([\w.-]{1,100})<|GeneratePackageOnBuild>\s*true|IsPackable>\s*true)"
            ),
        ),
        "galaxy.yml": ("ansible", re.compile(r"name:\s*[\"']?(\w{1,100})")),
        "dist.ini": ("cpan", re.compile(r"name\s*=\s*([\w-]{1,100})")),
        "conanfile.py": ("conan", re.compile(r"\s*name\s*=\s*[\"']([\w.+-]{1,100})")),
        "chart.yaml": ("helm", re.compile(r"name:\s*[\"']?([\w-]{1,100})")),
        "snapcraft.yaml": ("snap", re.compile(r"name:\s*[\"']?([\w-]{1,100})")),
        "shard.yml": ("shards", re.compile(r"name:\s*[\"']?([\w-]{1,100})")),
        "project.clj": ("clojars", re.compile(r"\(defproject\s+([\w./-]{1,100})")),
        "build.sbt": (
            "maven",
            re.compile(
                r"\s{0,40}(?:ThisBuild\s{0,20}/\s{0,20})?organization\s{0,20}:=\s{0,20}\"()[\w.-]{1,100}"
            ),
        ),
    }
)
# What says that a manifest is for nobody else.
_PRIVATE = re.compile(r"^publish_to:\s*[\"']?none", re.MULTILINE)


def _in_lines(key: str, text: str) -> Package | None:
    ecosystem, pattern = _LINES[key]
    if key == "pubspec.yaml" and _PRIVATE.search(text):
        return None
    for number, line in enumerate(text.split("\n", _MOST_LINES)[:_MOST_LINES], 1):
        if match := pattern.match(line[:500]):
            return Package(ecosystem, match[1] or "", number)
    return None


def _line_of(text: str, key: str) -> int:
    pattern = re.compile(rf"^\s*[\"']?{key}[\"']?\s*[:=]")
    for number, line in enumerate(text.split("\n", _MOST_LINES)[:_MOST_LINES], 1):
        if pattern.match(line[:500]):
            return number
    return 1


def _json(text: str) -> dict[str, Any]:
    try:
        read = read_json(text.encode("utf-8", "replace")).value
    except JsonRefused:
        return {}
    return read if isinstance(read, dict) else {}


def _toml(text: str) -> dict[str, Any]:
    try:
        return read_toml(text.encode("utf-8", "replace"))
    except TomlRefused:
        return {}


def _table(read: object, *path: str) -> dict[str, Any]:
    for key in path:
        read = read.get(key) if isinstance(read, dict) else None
    return read if isinstance(read, dict) else {}


def _npm(text: str) -> Package | None:
    read = _json(text)
    name = read.get("name")
    is_private = read.get("private") in (True, "true")
    if not isinstance(name, str) or is_private or not isinstance(read.get("version"), str):
        return None
    return Package("npm", name, _line_of(text, "name"))


def _composer(text: str) -> Package | None:
    read = _json(text)
    name = read.get("name")
    if not isinstance(name, str) or read.get("type") == "project":
        return None
    return Package("packagist", name, _line_of(text, "name"))


def _pyproject(text: str) -> Package | None:
    read = _toml(text)
    for table in (_table(read, "project"), _table(read, "tool", "poetry")):
        if isinstance(table.get("name"), str):
            return Package("pypi", table["name"], _line_of(text, "name"))
    return None


def _setup_py(text: str) -> Package | None:
    match = re.search(r"\bsetup\s*\(", text)
    if match is None:
        return None
    named = re.search(r"\bname\s*=\s*[\"']([\w.-]{1,100})[\"']", text[match.end() :])
    line = text.count("\n", 0, match.start()) + 1
    return Package("pypi", named[1] if named else "", line)


def _setup_cfg(text: str) -> Package | None:
    if not re.search(r"^\[metadata\]", text, re.MULTILINE):
        return None
    match = re.search(r"^name\s*=\s*([\w.-]{1,100})", text, re.MULTILINE)
    if match is None:
        return None
    return Package("pypi", match[1], text.count("\n", 0, match.start()) + 1)


def _cargo(text: str) -> Package | None:
    table = _table(_toml(text), "package")
    name, publish = table.get("name"), table.get("publish")
    if not isinstance(name, str) or publish is False or publish == []:
        return None
    return Package("cargo", name, _line_of(text, "name"))


def _julia(text: str) -> Package | None:
    read = _toml(text)
    name = read.get("name")
    if not isinstance(name, str) or not read.get("uuid"):
        return None
    return Package("julia", name, _line_of(text, "name"))


# Parts of a POM that name other artifacts, and the artifact's name itself.
_POM = re.compile(
    r"<(?P<close>/?)(?:parent|dependencies|build|profiles|dependencyManagement|reporting)>"
    r"|<artifactId>\s{0,100}(?P<name>[\w.-]{1,200})\s{0,100}</artifactId>"
)


def _pom(text: str) -> Package | None:
    depth = 0
    for match in _POM.finditer(text):
        if match["name"] is None:
            depth = max(0, depth - 1) if match["close"] else depth + 1
        elif depth == 0:
            return Package("maven", match["name"], text.count("\n", 0, match.start()) + 1)
    return None


def _gradle(text: str) -> Package | None:
    match = re.search(r"maven-publish|com\.vanniktech\.maven|MavenPublication", text)
    return Package("maven", "", text.count("\n", 0, match.start()) + 1) if match else None


_READERS: MappingProxyType[str, Callable[[str], Package | None]] = MappingProxyType(
    {
        "package.json": _npm,
        "composer.json": _composer,
        "pyproject.toml": _pyproject,
        "setup.py": _setup_py,
        "setup.cfg": _setup_cfg,
        "cargo.toml": _cargo,
        "project.toml": _julia,
        "pom.xml": _pom,
        "build.gradle": _gradle,
        "build.gradle.kts": _gradle,
    }
)
