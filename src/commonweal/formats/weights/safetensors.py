# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Safetensors: eight bytes of length, a JSON header, the tensors' bytes."""

from collections.abc import Mapping
from typing import Any

from commonweal.formats.weights.header import Header, pairs_of, text_of, total_of, values_of
from commonweal.syntax.json import JsonRefused, read_json

_LENGTH = 8
# The format's own library refuses longer ones too.
_LONGEST_HEADER = 100_000_000
_BITS = {
    "BOOL": 8, "U8": 8, "I8": 8, "F8_E5M2": 8, "F8_E4M3": 8, "F8_E8M0": 8, "I16": 16, "U16": 16,
    "F16": 16, "BF16": 16, "I32": 32, "U32": 32, "F32": 32, "F64": 64, "I64": 64, "U64": 64,
    "F4": 4, "F6_E2M3": 6, "F6_E3M2": 6, "C64": 64,
}  # fmt: skip
_FORMAT = "safetensors"


def is_safetensors(start: bytes) -> bool:
    """Tell by the JSON object that follows a length which could be one."""
    length = int.from_bytes(start[:_LENGTH], "little")
    return start[_LENGTH : _LENGTH + 2] in (b'{"', b"{ ", b"{}") and 1 < length <= _LONGEST_HEADER


def read_safetensors(start: bytes, size: int) -> Header:
    """Read the header; where the start does not hold all of it, only the format is known."""
    length = int.from_bytes(start[:_LENGTH], "little")
    if length > _LONGEST_HEADER or _LENGTH + length > size:
        return Header(_FORMAT, problem="The header says that it is longer than the file.")
    if _LENGTH + length > len(start):
        return Header(_FORMAT)
    try:
        value = read_json(start[_LENGTH : _LENGTH + length]).value
    except JsonRefused:
        return Header(_FORMAT, problem="The header is no JSON that can be read.")
    if not isinstance(value, dict):
        return Header(_FORMAT, problem="The header is no JSON object.")
    given = value.pop("__metadata__", None)
    metadata: Mapping[str, Any] = given if isinstance(given, dict) else {}
    counts = [_values(tensor, size - _LENGTH - length) for tensor in value.values()]
    is_whole = None not in counts
    return Header(
        _FORMAT,
        parameters=total_of(counts) if value else None,
        tensors=len(value),
        types=_types(value),
        licence=text_of(metadata.get("license")),
        architecture=text_of(metadata.get("modelspec.architecture")),
        name=text_of(metadata.get("modelspec.title")),
        metadata=pairs_of(metadata.items()),
        problem="" if is_whole else "A tensor lies outside the file, or is not as long as it says.",
    )


def _types(tensors: Mapping[str, Any]) -> tuple[str, ...]:
    named = {tensor.get("dtype") for tensor in tensors.values() if isinstance(tensor, dict)}
    return tuple(sorted(type_ for type_ in named if isinstance(type_, str) and type_ in _BITS))


def _values(tensor: object, room: int) -> int | None:
    """Count a tensor's values; None where its place in the file does not fit them."""
    if not isinstance(tensor, dict):
        return None
    match tensor:
        case {"dtype": str(kind), "shape": list(shape), "data_offsets": [int(begin), int(end)]}:
            values = values_of(shape)
            if values is None or not 0 <= begin <= end <= room:
                return None
            bits = _BITS.get(kind)
            return values if bits is None or values * bits == (end - begin) * 8 else None
    return None
