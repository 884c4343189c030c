# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""conan.lock, of Conan 1 and of Conan 2."""

from collections.abc import Iterator
from typing import Any

import msgspec

from commonweal.packages.model.package import Package, Reader
from commonweal.packages.reading.decoded import (
    json_object,
    table_at,
    tables_in,
    text_at,
    texts_at,
)
from commonweal.packages.reading.links import texts, unique

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
        yield from _of_nodes(tables_in(graph, "nodes"))
        return
    for key, group in _LISTS.items():
        for reference in texts_at(lock, key):
            yield from _package(reference, (group,))


def _of_nodes(nodes: dict[str, dict[str, Any]]) -> Iterator[Package]:
    """The nodes of a graph; those with a path are the project itself."""
    own = [key for key, node in nodes.items() if text_at(node, "path")]
    read = {
        key: next(_package(text_at(node, "pref") or text_at(node, "ref"), ()), None)
        for key, node in nodes.items()
        if not text_at(node, "path")
    }
    labels = {key: package.label for key, package in read.items() if package is not None}
    direct = {label for key in own for label in _links(nodes[key], labels)}
    for key, package in read.items():
        if package is not None:
            yield msgspec.structs.replace(
                package,
                is_direct=labels[key] in direct if own else None,
                requires=_links(nodes[key], labels),
            )


def _links(node: dict[str, Any], labels: dict[str, str]) -> tuple[str, ...]:
    keys = [*texts(node.get("requires")), *texts(node.get("build_requires"))]
    return unique(labels.get(key, "") for key in keys)


def _package(reference: str, groups: tuple[str, ...]) -> Iterator[Package]:
    """`name/version@user/channel#revision:package#revision%time`, from which two parts count."""
    for mark in "%:#@":
        reference = reference.partition(mark)[0]
    name, mark, version = reference.partition("/")
    if mark and name:
        yield Package("conan", name, version, groups=groups)


READERS = (
    Reader(format="conanlock", is_lock=True, tells_scope=True, names=("conan.lock",), read=read),
)
