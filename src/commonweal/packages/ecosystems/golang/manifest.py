# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""go.mod: modules that are required, those that a folder takes the place of left out."""

import re
from collections.abc import Iterator

from commonweal.packages.ecosystems.golang.modules import read_mod
from commonweal.packages.model.need import (
    Managed,
    Manifest,
    ManifestReader,
    Need,
    Provision,
    Stated,
)
from commonweal.packages.model.purl import purl_of
from commonweal.packages.reading.decoded import lines_of
from commonweal.packages.reading.foreign import bytes_of, manifest, needed, provided

_DOTS = 2
_MAJOR = re.compile(r"v\d{1,9}")
_GO = re.compile(r"go\s+(\S{1,50})")
_FORGES = frozenset({"github.com", "gitlab.com", "codeberg.org"})
# A host, an owner and a name.
_WITH_NAME = 3
_MODULE = re.compile(r"\s*module\s+[\"`]?([^\s\"`()]{1,1000})")


def read(_: str, text: str) -> Manifest:
    """Read a go.mod; a version is one without its `v`, as in advisories of Go."""
    return manifest(_needs(text), _provides(text), _stated(text))


def _needs(text: str) -> Iterator[Need]:
    for package in read_mod("go.mod", bytes_of(text)):
        if package.name.startswith((".", "/")):
            continue
        # The line `go 1.21` names a language, `go 1.21.3` a release with its library.
        is_open = package.name == "stdlib" and package.version.count(".") < _DOTS
        yield from needed(
            "golang",
            package.name,
            f"v{package.version}" if package.version else "",
            line=package.line,
            version="" if is_open else package.version,
            is_direct=package.is_direct is not False,
        )


def _provides(text: str) -> tuple[Provision, ...]:
    for number, line in lines_of(text):
        if match := _MODULE.match(line[:2000]):
            return provided("golang", match[1], line=number)
    return ()


def _stated(text: str) -> Iterator[Stated]:
    """The name is the module's last part; on a forge its path tells the repository."""
    for number, line in lines_of(text):
        if match := _MODULE.match(line[:2000]):
            parts = match[1].split("/")
            is_major = len(parts) > 1 and _MAJOR.fullmatch(parts[-1])
            yield Stated("name", parts[-2] if is_major else parts[-1], number)
            if parts[0] in _FORGES and len(parts) >= _WITH_NAME:
                yield Stated("repository", "https://" + "/".join(parts[:_WITH_NAME]), number)
        elif match := _GO.fullmatch(line[:200].strip()):
            yield Stated("requires", f">= {match[1]}", number)


def read_work(_: str, text: str) -> Manifest:
    """Read a go.work: modules that other ones stand for, in all the modules that it uses."""
    return Manifest(managed=tuple(_replaced(text)))


def _replaced(text: str) -> Iterator[Managed]:
    is_block = False
    for _, written in lines_of(text):
        words = written[:2000].partition("//")[0].split()
        if words[:2] == ["replace", "("]:
            is_block = True
        elif words == [")"]:
            is_block = False
        elif "=>" in words and (is_block or words[0] == "replace"):
            arrow = words.index("=>")
            old, new = words[:arrow][0 if is_block else 1 :], words[arrow + 1 :]
            if old and new:
                purl = purl_of("golang", old[0])
                is_folder = new[0].startswith((".", "/"))
                version = new[1] if len(new) > 1 else ""
                there = "" if is_folder else purl_of("golang", new[0])
                yield Managed(f"replace {purl}", there, new[0], version)


READERS = (
    ManifestReader(format="gowork", read=read_work, names=frozenset({"go.work"})),
    ManifestReader(
        format="gomod",
        wants_lock=True,
        ecosystem="go",
        locks=("go.sum", "go.work.sum", "vendor/modules.txt"),
        read=read,
        names=frozenset({"go.mod"}),
    ),
)
