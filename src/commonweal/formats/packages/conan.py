# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""conan.lock, of Conan 1 and of Conan 2."""

from collections.abc import Iterator

from commonweal.formats.packages.decoded import (
    json_object,
    table_at,
    tables_in,
    text_at,
    texts_at,
)
from commonweal.formats.packages.package import Package, Reader

_LISTS = {
    "requires": "requires",
    "build_requires": "build-requires",
    "python_requires": "python-requires",
}


def read(_: str, content: bytes) -> Iterator[Package]:
    """Packages of a lock file: the nodes of a graph, or lists of references."""
    lock = json_object(content)
    graph = table_at(lock, "graph_lock")
    if graph.get("nodes") is not None:
        for node in tables_in(graph, "nodes").values():
            reference = text_at(node, "pref") or text_at(node, "ref")
            if not text_at(node, "path"):
                yield from _package(reference, ())
        return
    for key, group in _LISTS.items():
        for reference in texts_at(lock, key):
            yield from _package(reference, (group,))


def _package(reference: str, groups: tuple[str, ...]) -> Iterator[Package]:
    """`name/version@user/channel#revision:package#revision%time`, from which two parts count."""
    for mark in "%:#@":
        reference = reference.partition(mark)[0]
    name, mark, version = reference.partition("/")
    if mark and name:
        yield Package("conan", name, version, groups=groups)


READERS = (Reader(format="conanlock", is_lock=True, names=("conan.lock",), read=read),)
