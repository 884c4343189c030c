# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""go.mod: modules that are required, those that a folder takes the place of left out."""

import re
from collections.abc import Iterator

from commonweal.packages.ecosystems.golang.modules import read_mod
from commonweal.packages.model.need import Manifest, ManifestReader, Need, Provision
from commonweal.packages.reading.decoded import lines_of
from commonweal.packages.reading.foreign import bytes_of, manifest, needed, provided

_DOTS = 2
_MODULE = re.compile(r"\s*module\s+[\"`]?([^\s\"`()]{1,1000})")


def read(_: str, text: str) -> Manifest:
    """Read a go.mod; a version is one without its `v`, as in advisories of Go."""
    return manifest(_needs(text), _provides(text))


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


READERS = (ManifestReader(format="gomod", read=read, names=frozenset({"go.mod"})),)
