# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Zip archives that hold models: PyTorch, TorchScript, Keras and NumPy's npz.

The list of an archive stands at its end, which is not here, so the entries are
followed from the start, each with a header of its own.
"""

import re
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from commonweal.formats.weights.arrays import MAGIC as NPY_MAGIC
from commonweal.formats.weights.arrays import read_npy
from commonweal.formats.weights.header import Header, total_of
from commonweal.formats.weights.pickled import read_pickle

MAGIC = b"PK\x03\x04"
_LIST = b"PK\x01\x02"
_MOST_ENTRIES = 2_000
# Inflated bytes of one entry and of all: a bomb is left at that.
_ENTRY_LIMIT = 512 * 1024
_ALL_LIMIT = 4 * 1024 * 1024
_STORED, _DEFLATED = 0, 8
_SIZES_FOLLOW = 0x08
_WIDE = 0xFFFF_FFFF
_KERAS_CODE = re.compile(rb'"class_name": ?"Lambda"')


class Entry(NamedTuple):
    """An entry: its name, and the start of its content where it was asked for."""

    name: str
    content: bytes


def read_archive(start: bytes, size: int) -> Header | None:
    """Tell what kind of model an archive holds; None where it holds none."""
    entries = list(_entries(start))
    names = [entry.name for entry in entries]
    tails = {name.rpartition("/")[2] for name in names}
    is_whole = len(start) == size
    if any(name.endswith(".npy") for name in names):
        return _npz(entries, is_whole=is_whole)
    if {"config.json", "metadata.json"} <= tails or "model.weights.h5" in tails:
        runs = any(_KERAS_CODE.search(entry.content) for entry in entries)
        return Header("keras", runs_code=runs)
    if "data.pkl" not in tails:
        return None
    is_script = "constants.pkl" in tails or any("/code/" in name for name in names)
    content = next(entry.content for entry in entries if entry.name.endswith("data.pkl"))
    pickled = read_pickle(content)
    return Header(
        "torchscript" if is_script else "pytorch",
        parameters=pickled.parameters,
        types=pickled.types,
        runs_code=True,
        imports=pickled.imports,
        odd_imports=() if is_script else pickled.odd_imports,
    )


def _npz(entries: list[Entry], *, is_whole: bool) -> Header:
    arrays = [read_npy(entry.content) for entry in entries if entry.content.startswith(NPY_MAGIC)]
    is_all = is_whole and len(arrays) == len(entries)
    return Header(
        "npz",
        parameters=total_of(array.parameters for array in arrays) if is_all else None,
        tensors=len(arrays) if is_all else None,
        types=tuple(sorted({kind for array in arrays for kind in array.types})),
        runs_code=any(array.runs_code for array in arrays),
    )


def _entries(start: bytes) -> Iterator[Entry]:
    """Follow the entries as far as the start goes."""
    at, left = 0, _ALL_LIMIT
    for _ in range(_MOST_ENTRIES):
        if start[at : at + 4] != MAGIC or at + 30 > len(start):
            return
        flags = int.from_bytes(start[at + 6 : at + 8], "little")
        method = int.from_bytes(start[at + 8 : at + 10], "little")
        size = int.from_bytes(start[at + 18 : at + 22], "little")
        name_length = int.from_bytes(start[at + 26 : at + 28], "little")
        begin = at + 30 + name_length + int.from_bytes(start[at + 28 : at + 30], "little")
        name = start[at + 30 : at + 30 + name_length].decode("utf-8", "replace")
        is_known = not flags & _SIZES_FOLLOW and size != _WIDE
        at = begin + size if is_known else _next(start, begin)
        content = _content(start[begin:at], method, left) if _is_read(name) else b""
        left -= len(content)
        yield Entry(name, content)


def _next(start: bytes, begin: int) -> int:
    """Where sizes follow the content, the next entry's magic word is looked for."""
    for mark in (MAGIC, _LIST):
        if (at := start.find(mark, begin)) >= 0:
            return at
    return len(start)


def _is_read(name: str) -> bool:
    return name.endswith((".pkl", ".npy", "config.json"))


def _content(raw: bytes, method: int, left: int) -> bytes:
    limit = max(min(_ENTRY_LIMIT, left), 0)
    if method == _STORED:
        return raw[:limit]
    if method != _DEFLATED or not limit:
        return b""
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(raw, limit)
    except zlib.error:
        return b""
