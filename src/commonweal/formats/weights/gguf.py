# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""GGUF: a magic word, counts, keys with values, then what the tensors are."""

import struct
from typing import Any

from commonweal.formats.weights.header import (
    Header,
    pairs_of,
    text_of,
    texts_of,
    total_of,
    values_of,
)

MAGIC = b"GGUF"
_FORMAT = "gguf"
_NARROW_VERSION = 1
_NEWEST_VERSION = 3
_SIMPLE = {
    0: "B",
    1: "b",
    2: "H",
    3: "h",
    4: "I",
    5: "i",
    6: "f",
    7: "?",
    10: "Q",
    11: "q",
    12: "d",
}
_TEXT, _LIST = 8, 9
_MOST_DIMENSIONS = 8
_KEPT_OF_A_LIST = 50
# A key and its value take 13 bytes at least, a tensor 24: larger counts lie.
_SHORTEST_KEY, _SHORTEST_TENSOR = 13, 24


class _Ends(Exception):
    """The bytes end here, or are not what the format knows."""


class _Reader:
    """Reads forward and never past the end."""

    def __init__(self, content: bytes, *, order: str, is_narrow: bool) -> None:
        self._content, self._order = content, order
        self._count = "I" if is_narrow else "Q"
        self.at = 8

    def number(self, code: str) -> Any:
        size = struct.calcsize(self._order + code)
        if self.at + size > len(self._content):
            raise _Ends
        (value,) = struct.unpack_from(self._order + code, self._content, self.at)
        self.at += size
        return value

    def count(self) -> int:
        return int(self.number(self._count))

    def skip(self, size: int) -> bytes:
        if self.at + size > len(self._content):
            raise _Ends
        begin, self.at = self.at, self.at + size
        return self._content[begin : self.at]

    def text(self) -> str:
        return self.skip(self.count()).decode("utf-8", "replace")

    def value(self) -> Any:
        kind = self.number("I")
        if kind in _SIMPLE:
            return self.number(_SIMPLE[kind])
        if kind == _TEXT:
            return self.text()
        if kind != _LIST:
            raise _Ends
        return self._list()

    def _list(self) -> list[str]:
        """Read a list of texts and keep its first; pass over a list of numbers."""
        kind, length = self.number("I"), self.count()
        if kind in _SIMPLE:
            self.skip(length * struct.calcsize(self._order + _SIMPLE[kind]))
            return []
        if kind != _TEXT:
            raise _Ends
        kept: list[str] = []
        for number in range(length):
            text = self.skip(self.count())
            if number < _KEPT_OF_A_LIST:
                kept.append(text.decode("utf-8", "replace"))
        return kept


def read_gguf(start: bytes, size: int) -> Header:
    """Read keys and tensors as far as the start goes; parameters only where it holds them all."""
    order, version = _version(start)
    if not _NARROW_VERSION <= version <= _NEWEST_VERSION:
        return Header(_FORMAT, problem="The version is none that is known.")
    reader = _Reader(start, order=order, is_narrow=version == _NARROW_VERSION)
    keys: dict[str, Any] = {}
    parameters: int | None = None
    tensors: int | None = None
    try:
        tensors, wanted = reader.count(), reader.count()
        if wanted * _SHORTEST_KEY > size or tensors * _SHORTEST_TENSOR > size:
            return Header(_FORMAT, problem="The header counts more than the file can hold.")
        for _ in range(wanted):
            name = reader.text()
            keys[name] = reader.value()
        parameters = total_of([_values(reader) for _ in range(tensors)])
    except _Ends:
        is_short = len(start) < size
        problem = "" if is_short else "The header ends before all that it counts."
        return _header(keys, tensors, None, problem)
    return _header(keys, tensors, parameters, "")


def _version(start: bytes) -> tuple[str, int]:
    little, big = int.from_bytes(start[4:8], "little"), int.from_bytes(start[4:8], "big")
    return ("<", little) if little <= big else (">", big)


def _values(reader: _Reader) -> int | None:
    reader.text()
    dimensions = reader.number("I")
    if dimensions > _MOST_DIMENSIONS:
        raise _Ends
    shape = [reader.count() for _ in range(dimensions)]
    reader.skip(12)
    return values_of(shape)


def _header(
    keys: dict[str, Any], tensors: int | None, parameters: int | None, problem: str
) -> Header:
    bases = [
        keys.get(f"general.base_model.{number}.repo_url")
        or keys.get(f"general.base_model.{number}.name")
        for number in range(min(_small(keys.get("general.base_model.count")), 20))
    ]
    listed = [
        keys.get(f"general.dataset.{number}.repo_url") or keys.get(f"general.dataset.{number}.name")
        for number in range(min(_small(keys.get("general.dataset.count")), 50))
    ]
    general = (pair for pair in keys.items() if pair[0].startswith("general."))
    return Header(
        _FORMAT,
        parameters=parameters or None,
        tensors=tensors,
        architecture=text_of(keys.get("general.architecture")),
        name=text_of(keys.get("general.name")),
        licence=text_of(keys.get("general.license")),
        base_models=texts_of(bases),
        datasets=texts_of(keys.get("general.datasets") or listed),
        metadata=pairs_of(general),
        problem=problem,
    )


def _small(value: object) -> int:
    return value if isinstance(value, int) and value > 0 else 0
