# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""mix.lock of Elixir and Erlang, and gleam.toml."""

import re
from collections.abc import Iterator

import msgspec

from commonweal.core.message import message
from commonweal.packages.model.package import Package, PackagesRefused, Reader, bounded
from commonweal.packages.reading.decoded import (
    lines_of,
    table_at,
    text_at,
    text_of,
    toml_table,
)
from commonweal.packages.reading.links import Names

_GIT = re.compile(r' ++"([^"]+)": \{:git, ++"([^,]+)", ++"([^,]+)",.+')
_HEX = re.compile(r' ++"([^"]+)": \{([^,]+), ++([^,]+), ++"([^,]+)", ++"([^,]+)",.+')
# What a package needs: `{:name, "~> 1.0", [hex: :name, ...]}`.
_NEEDED = re.compile(r'\{:"?(\w{1,200})"?, "[^"]{0,200}", \[', re.ASCII)
_LONGEST = 20_000


def read_mix(_: str, content: bytes) -> Iterator[Package]:
    """Packages of a lock file; the commit of one from Hex is the checksum of its archive."""
    found = [*bounded(_locked(text_of(content)))]
    names = Names((package.name, package.version) for package, _ in found)
    for package, needed in found:
        yield msgspec.structs.replace(package, requires=names.all_of(needed))


def _locked(text: str) -> Iterator[tuple[Package, list[str]]]:
    """Packages with the names of those that they need."""
    for _number, line in lines_of(text):
        written = line[:_LONGEST]
        if match := _GIT.fullmatch(written):
            yield Package("hex", match[1], commit=match[3]), []
        elif match := _HEX.fullmatch(written):
            package = Package("hex", match[1], match[4], commit=match[5])
            yield package, _NEEDED.findall(written, match.end(5))


def read_gleam(_: str, content: bytes) -> Iterator[Package]:
    """Dependencies of a project; those of folders beside it are left out."""
    project = toml_table(content)
    for section in ("dependencies", "dev-dependencies"):
        wanted = table_at(project, section)
        for name, dependency in wanted.items():
            if isinstance(dependency, str):
                yield Package("hex", name, dependency, is_direct=True)
                continue
            if not isinstance(dependency, dict):
                raise PackagesRefused(
                    message(
                        "the dependency %(name)s is neither text nor a table", name=repr(name[:80])
                    )
                )
            version, git, reference = (
                text_at(dependency, key) for key in ("version", "git", "ref")
            )
            if text_at(dependency, "path"):
                continue
            if git:
                yield Package("hex", name, version, commit=reference, is_direct=True)
            if version:
                yield Package("hex", name, version, is_direct=True)


READERS = (
    Reader(format="mixlock", is_lock=True, names=("mix.lock",), read=read_mix),
    Reader(format="gleamtoml", names=("gleam.toml",), read=read_gleam),
)
