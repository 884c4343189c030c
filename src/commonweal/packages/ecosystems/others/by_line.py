# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Builds and manifests in languages of their own: where they list needs, and what they name.

What they need is not taken apart: package URLs have no type for most of these. Each line is
asked by itself, so that nothing hostile can take long.
"""

import re
from collections.abc import Iterator

from commonweal.packages.model.need import Field, Manifest, ManifestReader, Provision, Stated
from commonweal.packages.reading.decoded import lines_of
from commonweal.packages.reading.foreign import computed, manifest

_LONGEST = 500
_MOST = 4_000


class _Kind:
    """What tells of a format: the line of a list of needs, of a package, of other fields."""

    def __init__(self, lists: str = "", makes: str = "", **fields: str) -> None:
        self.lists = re.compile(lists) if lists else None
        self.makes = re.compile(makes) if makes else None
        self.fields: dict[str, re.Pattern[str]] = {
            field: re.compile(written) for field, written in fields.items()
        }

    def read(self, path: str, text: str) -> Manifest:
        """Read the lines of a file."""
        lists_at, provides = 0, tuple[Provision, ...]()
        stated: list[Stated] = []
        for number, written in _first_lines(text):
            if not lists_at and self.lists and self.lists.match(written):
                lists_at = number
            if not provides and self.makes and (match := self.makes.match(written)):
                provides = computed(number, match[1] or _stem(path))
                stated.append(Stated("name", match[1] or _stem(path), number))
            stated += self._stated(written, number)
        return manifest((), provides, stated, lists_at=lists_at)

    def _stated(self, line: str, number: int) -> Iterator[Stated]:
        for field, pattern in self.fields.items():
            if match := pattern.match(line):
                name: Field = field  # type: ignore[assignment]  # the table's own words
                yield Stated(name, match[1], number)


def _first_lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in lines_of(text):
        if number > _MOST:
            return
        yield number, line[:_LONGEST]


def _stem(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[0]


_QUOTED = r"[\"']([^\"'\n]{1,300})[\"']"
_CMAKE = _Kind(r"\s*(?i:find_package|pkg_check_modules|FetchContent_Declare)\s*\(")
_MESON = _Kind(r".{0,200}\bdependency\s*\(")
_ZIG = _Kind(r"\s*\.dependencies\s*=\s*\.\{\s*$")
_DUB = _Kind(
    r"\s*dependency\s",
    r"name\s+\"([\w-]{1,100})\"",
    licence=r"license\s+\"([^\"]{1,200})\"",
)
_LEIN = _Kind(r".{0,100}:dependencies\b", r"\(defproject\s+([\w./-]{1,100})")
_DEPS_EDN = _Kind(r".{0,100}:deps\b")
_MILL = _Kind(r".{0,200}\bivyDeps\b|.{0,200}\bmvnDeps\b")
_NIMBLE = _Kind(
    r"\s*requires\b",
    r"version\s*=\s*\"()",
    licence=rf"license\s*=\s*{_QUOTED}",
    description=rf"description\s*=\s*{_QUOTED}",
    author=rf"author\s*=\s*{_QUOTED}",
)
_ROCKSPEC = _Kind(
    r"dependencies\s*=",
    r"package\s*=\s*[\"']([\w.-]{1,100})",
    licence=rf"\s*license\s*=\s*{_QUOTED}",
    homepage=rf"\s*homepage\s*=\s*{_QUOTED}",
)
_DUNE = _Kind(r"\s*\(depends\b")
_DIST_INI = _Kind("", r"name\s*=\s*([\w-]{1,100})", licence=r"license\s*=\s*(\w{1,60})")
_NIX = _Kind(r".{0,200}\binputs\b")

READERS = (
    ManifestReader(
        format="cmake", ecosystem="cmake", read=_CMAKE.read, names=frozenset({"cmakelists.txt"})
    ),
    ManifestReader(
        format="meson", ecosystem="meson", read=_MESON.read, names=frozenset({"meson.build"})
    ),
    ManifestReader(
        format="zig", ecosystem="zig", read=_ZIG.read, names=frozenset({"build.zig.zon"})
    ),
    ManifestReader(format="dubsdl", ecosystem="dub", read=_DUB.read, names=frozenset({"dub.sdl"})),
    ManifestReader(
        format="leiningen",
        ecosystem="clojars",
        read=_LEIN.read,
        names=frozenset({"project.clj"}),
    ),
    ManifestReader(
        format="depsedn", ecosystem="clojars", read=_DEPS_EDN.read, names=frozenset({"deps.edn"})
    ),
    ManifestReader(
        format="mill", ecosystem="maven", read=_MILL.read, names=frozenset({"build.sc"})
    ),
    ManifestReader(format="nimble", ecosystem="nimble", read=_NIMBLE.read, endings=(".nimble",)),
    ManifestReader(
        format="rockspec", ecosystem="luarocks", read=_ROCKSPEC.read, endings=(".rockspec",)
    ),
    ManifestReader(
        format="dune", ecosystem="opam", read=_DUNE.read, names=frozenset({"dune-project"})
    ),
    ManifestReader(
        format="distini", ecosystem="cpan", read=_DIST_INI.read, names=frozenset({"dist.ini"})
    ),
    ManifestReader(
        format="flake",
        wants_lock=True,
        ecosystem="nix",
        read=_NIX.read,
        names=frozenset({"flake.nix"}),
        locks=("flake.lock",),
    ),
)
