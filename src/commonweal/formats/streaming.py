# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What a stream is: a folder of `formats` or `standards` with a `stream.py` offering `STREAM`."""

import functools
import importlib
from collections.abc import Callable, Mapping
from importlib import resources
from types import MappingProxyType
from typing import Any

import msgspec


class Stream(msgspec.Struct, frozen=True):
    """Answers questions of one kind, one JSON object in and one out; pure.

    `answer` may raise a `Problem` for a question that it cannot understand. With
    `reads_files` a question's `files` map names to paths below its `root`; somebody
    else reads them, and `answer` gets the contents in their place.
    """

    kind: str
    answer: Callable[[Mapping[str, Any]], Mapping[str, Any]]
    reads_files: bool = False


@functools.cache
def streams(*packages: str) -> MappingProxyType[str, Stream]:
    """All streams by kind, of this room or of the packages that are named."""
    found = []
    for package in packages or (__package__,):
        for entry in sorted(resources.files(package).iterdir(), key=lambda one: one.name):
            if (entry / "stream.py").is_file():
                module = importlib.import_module(f"{package}.{entry.name}.stream")
                found.append(module.STREAM)
    return MappingProxyType({one.kind: one for one in found})
