# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What a stream is: a folder with a `stream.py` that offers `STREAM`."""

import functools
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import msgspec

from commonweal.formats.units import units_of


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
def streams() -> MappingProxyType[str, Stream]:
    """All streams by kind."""
    found = [module.STREAM for module in units_of("stream")]
    return MappingProxyType({stream.kind: stream for stream in found})
