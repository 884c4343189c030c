# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A TOML reader that small hostile files cannot drive into gigabytes or deep recursion.

The standard library's parser needs 1.5 GB for a key of 20,000 dotted parts and
recurses once per bracket, so both are counted before it sees the text.
"""

import re
import tomllib
from typing import Any

from commonweal.core.message import Number, message

SIZE_LIMIT = 2 * 1024 * 1024
DEPTH_LIMIT = 32
# Dots outside strings and comments on one line: keys, and a few numbers.
DOTS_LIMIT = 16

# One token a match. Strings are skipped whole, so that addresses and URLs may
# hold as many dots as they like; an unterminated one runs to its end, where the
# parser stops as well. Possessive repeats keep the whole scan linear.
_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*+(?:"""|\Z|\\)'
    r"|'''(?:[^']|'(?!''))*+(?:'''|\Z)"
    r'|"(?:[^"\\\n]|\\[^\n])*+"?'
    r"|'[^'\n]*+'?"
    r"|#[^\n]*+"
    r"|[\n.\[\]{}]",
    re.DOTALL,
)
_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


class TomlRefused(Exception):
    """The text is no TOML, or none that is safe to read; `line` counts from 1, 0 where unknown."""

    def __init__(self, what: str, line: int = 0) -> None:
        super().__init__(what)
        self.what, self.line = what, line


def read_toml(content: bytes, *, size_limit: int = SIZE_LIMIT) -> dict[str, Any]:
    """Parse foreign TOML; every failure is a `TomlRefused`."""
    if len(content) > size_limit:
        raise TomlRefused(
            message(
                "the file has %(size)s bytes; at most %(limit)s are read",
                size=Number(len(content)),
                limit=Number(size_limit),
            )
        )
    try:
        text = content.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise TomlRefused(message("the file is not UTF-8 text"), line) from error
    text = text.replace("\r\n", "\n")
    _refuse_bombs(text)
    return _parse(text)


def _refuse_bombs(text: str) -> None:
    line, dots, depth = 1, 0, 0
    for match in _TOKEN.finditer(text):
        token = match[0]
        match token:
            case "\n":
                line, dots = line + 1, 0
            case ".":
                dots += 1
                if dots > DOTS_LIMIT:
                    raise TomlRefused(
                        message("a key has more than %(limit)s dotted parts", limit=DOTS_LIMIT),
                        line,
                    )
            case "[" | "{":
                depth += 1
                if depth > DEPTH_LIMIT:
                    raise TomlRefused(
                        message(
                            "brackets are nested deeper than %(limit)s",
                            limit=DEPTH_LIMIT,
                        ),
                        line,
                    )
            case "]" | "}":
                depth = max(0, depth - 1)
            case _:
                line += token.count("\n")


def _parse(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        said = str(error)
        place = _PLACE.search(said)
        what = said[: place.start()] if place else said
        if place is None:
            raise TomlRefused(what) from error
        line = int(place[1]) if place[1] else text.count("\n") + 1
        raise TomlRefused(_plainly(what), line) from error
    except (ValueError, OverflowError) as error:
        # Numbers of thousands of digits end as a bare ValueError.
        raise TomlRefused(message("a number or date is too large to be read")) from error


def _plainly(what: str) -> str:
    return what[:1].lower() + what[1:]
