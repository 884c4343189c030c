# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""renv.lock of R."""

from collections.abc import Iterator

from commonweal.formats.packages.decoded import json_object, tables_in, text_at
from commonweal.formats.packages.package import Package, Reader


def read(_: str, content: bytes) -> Iterator[Package]:
    """Packages that come from CRAN; other repositories count their versions on their own."""
    for entry in tables_in(json_object(content), "Packages").values():
        if text_at(entry, "Repository") == "CRAN":
            yield Package("cran", text_at(entry, "Package"), text_at(entry, "Version"))


READERS = (Reader(format="renvlock", is_lock=True, names=("renv.lock",), read=read),)
