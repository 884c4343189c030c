# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What a manifest says about dependencies: the ecosystem, and the line where they begin."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from commonweal.syntax.json import JsonRefused, read_json
from commonweal.syntax.toml import TomlRefused, read_toml

_SIZE_LIMIT = 256 * 1024
_MOST_LINES = 4_000
_LONGEST_LINE = 500


class Declared(NamedTuple):
    """`line` is that of the first dependency's list; None where the manifest names none."""

    ecosystem: str
    line: int | None


def dependencies_of(path: str, text: str) -> Declared | None:
    """Tell where a manifest lists dependencies; None for files that could not list any."""
    name = path.rpartition("/")[2].casefold()
    if len(text) > _SIZE_LIMIT:
        return None
    if reader := _READERS.get(name):
        return reader(text)
    if _REQUIREMENTS.search(path.casefold()):
        return Declared("pypi", _first(text, _REQUIREMENT))
    rule = _RULES.get(name) or _RULES.get("." + name.rpartition(".")[2])
    return Declared(rule[0], _first(text, rule[1])) if rule else None


_REQUIREMENTS = re.compile(
    r"(?:(?:^|[/_-])requirements[^/]*|(?:^|/)requirements/[^/]+)\.(?:txt|in)$"
)
# Options such as --hash or -r name no dependency themselves; -e does.
_REQUIREMENT = re.compile(r"\s*(?:-e\s+|--editable[\s=]+)?[A-Za-z0-9./]")
_RULES: Mapping[str, tuple[str, re.Pattern[str]]] = {
    "setup.py": ("pypi", re.compile(r"\s*[\"']?(?:install_requires|extras_require)\b")),
    "setup.cfg": ("pypi", re.compile(r"install_requires\s*=|\[options\.extras_require\]")),
    "pipfile": ("pypi", re.compile(r"\[(?:dev-)?packages\]")),
    "environment.yml": ("conda", re.compile(r"dependencies:")),
    "environment.yaml": ("conda", re.compile(r"dependencies:")),
    "pixi.toml": ("conda", re.compile(r"\[(?:[\w.-]+\.)?(?:pypi-)?dependencies\]")),
    "go.mod": ("go", re.compile(r"require\b")),
    "pom.xml": ("maven", re.compile(r"\s*<dependency>")),
    "build.gradle": (
        "maven",
        re.compile(r"\s*(?:\w*[iI]mplementation|api|compile|\w*[cC]ompileOnly|runtimeOnly)\s*[('\"p]"),
    ),
    "build.gradle.kts": (
        "maven",
        re.compile(r"\s*(?:\w*[iI]mplementation|api|\w*[cC]ompileOnly|runtimeOnly)\s*\("),
    ),
    "libs.versions.toml": ("maven", re.compile(r"\[libraries\]")),
    "ivy.xml": ("maven", re.compile(r"\s*<dependency\s")),
    "build.sbt": ("maven", re.compile(r".{0,200}libraryDependencies")),
    "build.sc": ("maven", re.compile(r".{0,200}\bivyDeps\b|.{0,200}\bmvnDeps\b")),
    "project.clj": ("clojars", re.compile(r".{0,100}:dependencies\b")),
    "deps.edn": ("clojars", re.compile(r".{0,100}:deps\b")),
    "gemfile": ("rubygems", re.compile(r"\s*gem\s*[('\"]|\s*gemspec\b")),
    ".gemspec": ("rubygems", re.compile(r"\s*\w{1,20}\.add_(?:\w+_)?dependency\b")),
    "mix.exs": ("hex", re.compile(r"\s*\[?\{\s*:\w+\s*,\s*[\"'~><=\w]")),
    "rebar.config": ("hex", re.compile(r"\s*\{\s*deps\s*,\s*\[\s*(?:[^\]\s]|$)")),
    "package.swift": ("swift", re.compile(r"\s*\.package\s*\(")),
    "podfile": ("cocoapods", re.compile(r"\s*pod\s+['\"]")),
    ".podspec": ("cocoapods", re.compile(r"\s*\w{1,20}\.(?:\w+\.)?dependency\b")),
    "pubspec.yaml": ("pub", re.compile(r"(?:dev_)?dependencies:\s*$")),
    "description": ("cran", re.compile(r"(?:Imports|Depends|LinkingTo|Suggests):")),
    "project.toml": ("julia", re.compile(r"\[(?:deps|extras)\]")),
    ".cabal": ("hackage", re.compile(r"\s*build-depends\s*:", re.IGNORECASE)),
    "package.yaml": ("hackage", re.compile(r"\s*dependencies:")),
    ".opam": ("opam", re.compile(r"depends:")),
    "dune-project": ("opam", re.compile(r"\s*\(depends\b")),
    ".rockspec": ("luarocks", re.compile(r"dependencies\s*=")),
    ".nimble": ("nimble", re.compile(r"\s*requires\b")),
    ".csproj": ("nuget", re.compile(r"\s*<PackageReference\b")),
    ".fsproj": ("nuget", re.compile(r"\s*<PackageReference\b")),
    ".vbproj": ("nuget", re.compile(r"\s*<PackageReference\b")),
    "packages.config": ("nuget", re.compile(r"\s*<package\s")),
    "directory.packages.props": ("nuget", re.compile(r"\s*<PackageVersion\b")),
    "paket.dependencies": ("nuget", re.compile(r"\s*(?:nuget|github)\s")),
    "cpanfile": ("cpan", re.compile(r"\s*(?:requires|recommends)\b")),
    "meta6.json": ("cpan", re.compile(r"\s*\"depends\"")),
    "conanfile.txt": ("conan", re.compile(r"\[requires\]")),
    "conanfile.py": ("conan", re.compile(r"\s*(?:self\.)?requires\b")),
    "cmakelists.txt": (
        "cmake",
        re.compile(r"\s*(?i:find_package|pkg_check_modules|FetchContent_Declare)\s*\("),
    ),
    "meson.build": ("meson", re.compile(r".{0,200}\bdependency\s*\(")),
    "shard.yml": ("shards", re.compile(r"(?:development_)?dependencies:")),
    "gleam.toml": ("hex", re.compile(r"\[(?:dev-)?dependencies\]")),
    "build.zig.zon": ("zig", re.compile(r"\s*\.dependencies\s*=\s*\.\{\s*$")),
    "dub.sdl": ("dub", re.compile(r"\s*dependency\s")),
    "chart.yaml": ("helm", re.compile(r"dependencies:")),
    "galaxy.yml": ("ansible", re.compile(r"dependencies:\s*(?:$|\{\s*\w)")),
    "requirements.yml": ("ansible", re.compile(r"(?:collections|roles):|-\s*(?:name|src):")),
}  # fmt: skip


def _first(text: str, pattern: re.Pattern[str]) -> int | None:
    for number, line in enumerate(text.split("\n", _MOST_LINES)[:_MOST_LINES], 1):
        if pattern.match(line[:_LONGEST_LINE]):
            return number
    return None


def _toml(text: str) -> dict[str, Any]:
    try:
        return read_toml(text.encode("utf-8", "replace"))
    except TomlRefused:
        return {}


def _at(read: object, *path: str) -> object:
    for key in path:
        read = read.get(key) if isinstance(read, dict) else None
    return read


def _names_some(value: object, *, but: Iterable[str] = ()) -> bool:
    """Tell whether a list or table holds anything, looking into tables of lists."""
    if isinstance(value, dict):
        return any(not isinstance(one, list) or one for key, one in value.items() if key not in but)
    return isinstance(value, list) and bool(value)


def _pyproject(text: str) -> Declared | None:
    read = _toml(text)
    project, poetry = _at(read, "project"), _at(read, "tool", "poetry")
    pdm, uv = _at(read, "tool", "pdm"), _at(read, "tool", "uv")
    groups = _at(read, "dependency-groups")
    is_manifest = any(isinstance(one, dict) for one in (project, poetry, groups))
    if not is_manifest:
        return None
    found = (
        _names_some(_at(project, "dependencies"))
        or _names_some(_at(project, "optional-dependencies"))
        or _names_some(groups)
        or _names_some(_at(poetry, "dependencies"), but=("python",))
        or _names_some(_at(poetry, "group"))
        or _names_some(_at(pdm, "dev-dependencies"))
        or _names_some(_at(uv, "dev-dependencies"))
    )
    return Declared("pypi", (_first(text, _PYPROJECT) or 1) if found else None)


_PYPROJECT = re.compile(
    r"\s*\[?(?:[\w-]+\.)*(?:dependencies|optional-dependencies|dependency-groups|dev-dependencies)"
    r"(?:\]|\s*=|\.[\w-]+\])"
)


def _cargo(text: str) -> Declared | None:
    read = _toml(text)
    if not isinstance(read.get("package") or read.get("workspace"), dict):
        return None
    return Declared("cargo", _first(text, _CARGO))


_CARGO = re.compile(r"\[(?:[^\[\]]{1,200}\.)?(?:dev-|build-)?dependencies(?:\.[\w-]+)?\]")


def _json(keys: tuple[str, ...], ecosystem: str) -> Callable[[str], Declared | None]:
    def reader(text: str) -> Declared | None:
        try:
            read = read_json(text.encode("utf-8", "replace")).value
        except JsonRefused:
            return None
        if not isinstance(read, dict):
            return None
        key = next(_keys_with_some(read, keys), None)
        line = _first(text, re.compile(rf"\s*\{{?\s*\"{key}\"")) if key else None
        return Declared(ecosystem, (line or 1) if key else None)

    return reader


def _keys_with_some(read: Mapping[str, object], keys: Iterable[str]) -> Iterator[str]:
    """Composer's requirements of PHP itself are no dependencies."""
    for key in keys:
        value = read.get(key)
        names = value if isinstance(value, dict | list) else ()
        if any(not (isinstance(name, str) and _PHP.match(name)) for name in names):
            yield key


_PHP = re.compile(r"(?:php(?:-64bit|-ipv6)?|ext-.*|lib-.*|composer-.*)$")
_READERS: Mapping[str, Callable[[str], Declared | None]] = {
    "pyproject.toml": _pyproject,
    "cargo.toml": _cargo,
    "package.json": _json(
        ("dependencies", "devDependencies", "peerDependencies", "optionalDependencies"), "npm"
    ),
    "bower.json": _json(("dependencies", "devDependencies"), "npm"),
    "deno.json": _json(("imports",), "npm"),
    "composer.json": _json(("require", "require-dev"), "packagist"),
    "vcpkg.json": _json(("dependencies",), "vcpkg"),
    "elm.json": _json(("dependencies",), "elm"),
    "dub.json": _json(("dependencies",), "dub"),
}
