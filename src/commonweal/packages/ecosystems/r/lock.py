# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""renv.lock of R."""

from collections.abc import Iterator

from commonweal.packages.model.package import Package, Reader
from commonweal.packages.reading.decoded import json_object, tables_in, text_at
from commonweal.packages.reading.links import Names, texts, word

_NEEDED = ("Requirements", "Depends", "Imports", "LinkingTo")


def read(_: str, content: bytes) -> Iterator[Package]:
    """Packages that come from CRAN; other repositories count their versions on their own."""
    locked = [
        (text_at(entry, "Package"), text_at(entry, "Version"), entry)
        for entry in tables_in(json_object(content), "Packages").values()
        if text_at(entry, "Repository") == "CRAN"
    ]
    names = Names((name, version) for name, version, _ in locked)
    for name, version, entry in locked:
        # The later versions of the format copy the fields of the package, ranges in brackets.
        needed = (text.split("(")[0].strip() for key in _NEEDED for text in texts(entry.get(key)))
        yield Package(
            "cran", name, version, requires=names.all_of(needed), licence=word(entry.get("License"))
        )


READERS = (Reader(format="renvlock", is_lock=True, names=("renv.lock",), read=read),)
