# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What the header of a model file tells, and how bytes from strangers are counted."""

from collections.abc import Iterable, Iterator

import msgspec

# More of a file is never looked at.
START_LIMIT = 1024 * 1024
# What the evidence can hold; a larger number is a lie.
_MOST_VALUES = 2**63 - 1
_MOST_DIMENSIONS = 64
_LONGEST_TEXT = 300
_MOST_TEXTS = 100


class Header(msgspec.Struct, frozen=True):
    """A model file. None and empty mean that the header does not tell.

    `parameters` are the values of all tensors. `runs_code` says that the format
    lets a file run code when it is loaded; `imports` are what this file asks
    for then, and `odd_imports` those that no tensor needs. `size` and `sha256`
    are of the content that a pointer stands for. `problem` says what is wrong
    with the header.
    """

    format: str
    parameters: int | None = None
    tensors: int | None = None
    types: tuple[str, ...] = ()
    architecture: str | None = None
    name: str | None = None
    licence: str | None = None
    producer: str | None = None
    base_models: tuple[str, ...] = ()
    datasets: tuple[str, ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()
    runs_code: bool = False
    imports: tuple[str, ...] = ()
    odd_imports: tuple[str, ...] = ()
    is_stored: bool = True
    size: int | None = None
    sha256: str | None = None
    problem: str = ""


def values_of(shape: Iterable[object]) -> int | None:
    """Multiply dimensions; None where one is no number or there are more values than can be."""
    values = 1
    for number, dimension in enumerate(shape):
        if not isinstance(dimension, int) or isinstance(dimension, bool):
            return None
        if number >= _MOST_DIMENSIONS or not 0 <= dimension <= _MOST_VALUES:
            return None
        values *= dimension
        if values > _MOST_VALUES:
            return None
    return values


def total_of(counts: Iterable[int | None]) -> int | None:
    """Add numbers up; None where one of them is unknown or the sum cannot be."""
    total = 0
    for count in counts:
        if count is None or total > _MOST_VALUES:
            return None
        total += count
    return total if total <= _MOST_VALUES else None


def text_of(value: object) -> str | None:
    """Give a short text on one line; None where the value is none."""
    if not isinstance(value, str):
        return None
    return " ".join(value[: _LONGEST_TEXT * 4].split())[:_LONGEST_TEXT] or None


def texts_of(value: object) -> tuple[str, ...]:
    """Give the texts of a text or a list of texts, each once."""
    listed = value if isinstance(value, list | tuple) else [value]
    texts = (text_of(item) for item in listed[:_MOST_TEXTS])
    return tuple(dict.fromkeys(text for text in texts if text))


def pairs_of(values: Iterable[tuple[object, object]]) -> tuple[tuple[str, str], ...]:
    """Give keys and values that are text, shortened."""
    return tuple(_pairs(values))


def _pairs(values: Iterable[tuple[object, object]]) -> Iterator[tuple[str, str]]:
    for number, (key, value) in enumerate(values):
        if number >= _MOST_TEXTS:
            return
        if (name := text_of(key)) and (text := text_of(value)):
            yield name, text
