# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Arrays of NumPy: a magic word and a short text that gives type and shape."""

import re

from commonweal.formats.weights.header import Header, values_of

MAGIC = b"\x93NUMPY"
_LONGEST_HEADER = 64 * 1024
_TYPE = re.compile(rb"'descr': {0,4}'([^']{1,40})'")
_SHAPE = re.compile(rb"'shape': {0,4}\(([0-9, L]{0,400})\)")
_RECORD = re.compile(rb"'descr': {0,4}\[")


def read_npy(start: bytes) -> Header:
    """Read type and shape; objects are pickled, and pickles run code."""
    is_long = start[6:7] != b"\x01"
    begin = 12 if is_long else 10
    length = int.from_bytes(start[8:begin], "little")
    text = start[begin : begin + min(length, _LONGEST_HEADER)]
    kind, shape = _TYPE.search(text), _SHAPE.search(text)
    if shape is None or (kind is None and _RECORD.search(text) is None):
        return Header("npy", runs_code=True, problem="The header does not tell type and shape.")
    name = kind[1].decode("ascii", "replace") if kind else "record"
    dimensions = [int(part.rstrip(b"L ")) for part in shape[1].split(b",") if part.strip(b"L ")]
    return Header(
        "npy",
        parameters=values_of(dimensions),
        tensors=1,
        types=(name.lstrip("<>|="),),
        runs_code="O" in name or (kind is None and b"O" in text),
    )
