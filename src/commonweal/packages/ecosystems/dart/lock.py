# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""pubspec.lock."""

from collections.abc import Iterator

from commonweal.packages.model.package import Package, Reader
from commonweal.packages.reading.decoded import tables_in, text_at, yaml_document, yaml_mapping


def read(_: str, content: bytes) -> Iterator[Package]:
    """Packages of a lock file."""
    lock = yaml_mapping(yaml_document(content))
    for name, entry in tables_in(lock, "packages").items():
        description = entry.get("description")
        # Packages of the SDK are described by a word, not by a table.
        commit = text_at(description, "resolved-ref") if isinstance(description, dict) else ""
        needed = text_at(entry, "dependency").split(" ")
        yield Package(
            type="pub",
            name=name,
            version=text_at(entry, "version"),
            commit=commit,
            groups=("dev",) if "dev" in needed else (),
            is_direct="direct" in needed,
            is_own=entry.get("source") == "path",
        )


READERS = (
    Reader(format="pubspec", is_lock=True, tells_scope=True, names=("pubspec.lock",), read=read),
)
