# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""cabal.project.freeze and stack.yaml.lock."""

import re
from collections.abc import Iterator
from itertools import pairwise

from commonweal.packages.model.package import Package, Reader
from commonweal.packages.reading.decoded import lines_of, text_of

_HACKAGE = re.compile(r"[a-zA-Z0-9-]+")
_VERSION = re.compile(r"[0-9.]+")
_LONGEST = 10_000


def read_freeze(_: str, content: bytes) -> Iterator[Package]:
    """Packages of constraints `any.name ==version`."""
    for _number, line in lines_of(text_of(content)):
        if line.startswith("--"):
            continue
        words = line[:_LONGEST].split()
        for word, wanted in pairwise(words):
            name, version = word.partition("any.")[2], wanted.removeprefix("==")
            if name and version not in ("", wanted):
                yield Package("haskell", name, version.removesuffix(","))
                break


def read_stack(_: str, content: bytes) -> Iterator[Package]:
    """Packages of lines `hackage: name-version@checksum`."""
    for _number, line in lines_of(text_of(content)):
        _before, mark, after = line[:_LONGEST].partition("hackage:")
        pinned, checksum, _after = after.lstrip().partition("@")
        name, _dash, version = pinned.rpartition("-")
        if mark and checksum and _HACKAGE.fullmatch(name) and _VERSION.fullmatch(version):
            yield Package("haskell", name, version)


READERS = (
    Reader(format="cabal", is_lock=True, names=("cabal.project.freeze",), read=read_freeze),
    Reader(format="stacklock", is_lock=True, names=("stack.yaml.lock",), read=read_stack),
)
