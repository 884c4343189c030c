# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""conanfile.txt, and the literal references of conanfile.py."""

import re
from collections.abc import Iterator

from commonweal.packages.model.need import Manifest, ManifestReader, Need, Provision, Scope
from commonweal.packages.reading.decoded import lines_of
from commonweal.packages.reading.foreign import LONGEST_LINE, manifest, needed, provided
from commonweal.packages.reading.metadata import Keys, stated_as

_REFERENCE = re.compile(r"([a-z0-9_][\w.+-]{0,100})/(\[[^\]]{1,200}\]|[\w.+-]{1,100})(?:[@#]\S*)?")
_SECTIONS: dict[str, Scope] = {
    "requires": "runtime",
    "tool_requires": "build",
    "build_requires": "build",
    "test_requires": "development",
}
_CALL = re.compile(
    r"\s*(?:self\.)?(requires|tool_requires|build_requires|test_requires|python_requires)\s*[=(](.*)"
)
_TEXT = re.compile(r"[\"']([^\"'\n]{1,300})[\"']")
_METADATA: Keys = {
    "name": ("name",),
    "version": ("version",),
    "description": ("description",),
    "licence": ("license",),
    "homepage": ("homepage",),
    "repository": ("url",),
    "author": ("author",),
}
_FIELD = re.compile(r"    (\w{1,40})\s*=\s*[\"']([^\"'\n]{1,500})[\"']")
_NAME = re.compile(r"\s*name\s*=\s*[\"']([\w.+-]{1,100})[\"']")


def read(_: str, text: str) -> Manifest:
    """Read a conanfile.txt."""
    needs: list[Need] = []
    scope: Scope | None = None
    for number, written in lines_of(text):
        line = written[:LONGEST_LINE].partition(" #")[0].strip()
        if line.startswith("["):
            scope = _SECTIONS.get(line.strip("[]"))
        elif scope:
            needs += _needed(line, number, scope)
    return manifest(needs)


def _needed(reference: str, line: int, scope: Scope) -> Iterator[Need]:
    if match := _REFERENCE.fullmatch(reference):
        version = "" if match[2].startswith("[") else match[2]
        yield from needed("conan", match[1], match[2], line=line, scope=scope, version=version)


def read_py(_: str, text: str) -> Manifest:
    """Read the lines of a conanfile.py that name a reference literally; nothing is run."""
    needs: list[Need] = []
    provides: tuple[Provision, ...] = ()
    scope: Scope | None = None
    pairs: list[tuple[str, str, int]] = []
    for number, written in lines_of(text):
        line = written[:LONGEST_LINE]
        if match := _CALL.match(line):
            scope = _SECTIONS.get(match[1], "build")
        elif match := _FIELD.match(line):
            pairs.append((match[1], match[2], number))
        if match := _NAME.match(line):
            provides = provides or provided("conan", match[1], line=number)
        if scope:
            for reference in _TEXT.findall(line.partition(" #")[0]):
                needs += _needed(reference, number, scope)
        # A list may go on in lines that hold texts alone.
        if not line.rstrip().endswith((",", "(", "[", "=")):
            scope = None
    return manifest(needs, provides, stated_as(_METADATA, pairs))


READERS = (
    ManifestReader(
        format="conanfile",
        ecosystem="conan",
        locks=("conan.lock",),
        read=read,
        names=frozenset({"conanfile.txt"}),
    ),
    ManifestReader(
        format="conanfilepy",
        ecosystem="conan",
        locks=("conan.lock",),
        read=read_py,
        names=frozenset({"conanfile.py"}),
    ),
)
