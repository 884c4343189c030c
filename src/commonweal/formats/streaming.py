# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What a stream is: a folder of `formats` with a `stream.py` that offers `STREAM`."""

import functools
import importlib
from collections.abc import Callable, Mapping
from importlib import resources
from types import MappingProxyType
from typing import Any

import msgspec


class Stream(msgspec.Struct, frozen=True):
    """Answers questions of one kind, one JSON object in and one out; pure.

    `answer` may raise a `Problem` for a question that it cannot understand.
    """

    kind: str
    answer: Callable[[Mapping[str, Any]], Mapping[str, Any]]


@functools.cache
def streams() -> MappingProxyType[str, Stream]:
    """All streams by kind."""
    folder = resources.files(__package__)
    found = []
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        if (entry / "stream.py").is_file():
            module = importlib.import_module(f"{__package__}.{entry.name}.stream")
            found.append(module.STREAM)
    return MappingProxyType({one.kind: one for one in found})
