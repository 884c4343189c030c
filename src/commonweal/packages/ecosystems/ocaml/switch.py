# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The list of packages that opam keeps of a switch."""

from collections.abc import Iterator

from commonweal.core.message import message
from commonweal.packages.model.package import Package, PackagesRefused, Reader
from commonweal.packages.reading.decoded import lines_of, text_of


def read(_: str, content: bytes) -> Iterator[Package]:
    """Packages of lines that begin with `name.version`."""
    for number, line in lines_of(text_of(content)):
        words = line.split(maxsplit=1)
        if not words or words[0].startswith("#"):
            continue
        name, _, version = words[0].partition(".")
        if not name or not version:
            raise PackagesRefused(
                message("a line does not begin with a name, a dot and a version"), number
            )
        yield Package("opam", name, version)


# The file is called `install`, a name of too many other files.
READERS = (Reader(format="opam", read=read),)
