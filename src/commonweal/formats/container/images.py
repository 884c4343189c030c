# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Base images of a Dockerfile, and whether each can only ever be the same bytes."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from commonweal.formats.container.read import Instruction

# A digest, or one that is filled in from an argument.
_AT_DIGEST = re.compile(r"@sha256:(?:[a-f0-9]{64}|\$\{[^\n}]{0,500}\})")
_WITH_NAME = 3
_LONGEST = 2_000


class Image(NamedTuple):
    """A base image; those that are made here before are pinned as what they are made from."""

    name: str
    is_pinned: bool
    line: int
    end: int
    written: str


def images(found: Iterable[Instruction]) -> Iterator[Image]:
    """Give the images of all FROM lines; the empty image `scratch` is none."""
    arguments: dict[str, str] = {}
    stages: dict[str, bool] = {}
    for instruction in found:
        if instruction.name == "ARG":
            for word in instruction.rest.split():
                name, equals, value = word.partition("=")
                if equals:
                    arguments[name] = value
        elif instruction.name == "FROM" and (image := _image(instruction, arguments, stages)):
            yield image


def _image(
    instruction: Instruction, arguments: dict[str, str], stages: dict[str, bool]
) -> Image | None:
    words = [_filled(word, arguments) for word in instruction.rest.split()]
    has_name = len(words) == _WITH_NAME and words[1].casefold() == "as"
    if not words or (len(words) > 1 and not has_name):
        return None
    is_scratch = words[0].casefold() == "scratch"
    is_pinned = is_scratch or stages.get(words[0], False) or bool(_AT_DIGEST.search(words[0]))
    if has_name:
        stages[words[2]] = is_pinned
    return (
        None
        if is_scratch
        else Image(words[0], is_pinned, instruction.line, instruction.end, instruction.written)
    )


def _filled(word: str, arguments: dict[str, str]) -> str:
    """Put arguments in, once each: what they hold is not filled in again without end."""
    if "${" not in word:
        return word
    for name, value in list(arguments.items())[:200]:
        word = word.replace(f"${{{name}}}", value)
        if len(word) > _LONGEST:
            return word[:_LONGEST]
    return word
