# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
""".gitmodules: repositories that lie inside this one."""

import re
from collections.abc import Iterator

from commonweal.packages.model.need import Manifest, ManifestReader, Need
from commonweal.packages.reading.decoded import lines_of
from commonweal.packages.reading.foreign import LONGEST_LINE, fetched, manifest

_KEY = re.compile(r"(url|branch)\s*=\s*\"?([^\"]{0,1000}?)\"?", re.IGNORECASE)


def read(_: str, text: str) -> Manifest:
    """Read the submodules; where an address is relative, the repository's own would be needed."""
    return manifest(_needs(text))


def _needs(text: str) -> Iterator[Need]:
    address, branch, line = "", "", 0
    for number, written in lines_of(text + "\n["):
        stripped = written[:LONGEST_LINE].strip()
        if stripped.startswith("["):
            if address and not address.startswith("."):
                yield from fetched(address, ref=branch, line=line, scope="submodule")
            address, branch, line = "", "", 0
        elif match := _KEY.fullmatch(stripped):
            if match[1].casefold() == "url":
                address, line = match[2], number
            else:
                branch = match[2]


READERS = (ManifestReader(format="submodules", read=read, names=frozenset({".gitmodules"})),)
