# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Path patterns of REUSE.toml, dep5 and gitignore, compared in linear time whatever they hold."""

import functools
import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

LONGEST = 1000
# Up to so many stars a regular expression is as good, and faster.
_FEW_STARS = 2

# `character` matches one by `text`, a piece of a regular expression; `star` any but a
# slash, `all` any; `folders` nothing or any folders with their slash.
_Kind = Literal["character", "star", "all", "folders"]
_REGEX = {"star": "[^/]*", "all": ".*", "folders": "(?:.*/)?"}


class Token(NamedTuple):
    """A part of a pattern."""

    kind: _Kind
    text: str = ""


class PathPattern:
    """A pattern that can be compared with whole paths.

    The states of the comparison are the bits of one number, so that no pattern
    needs more than a step a character.
    """

    __slots__ = ("_end", "_folders", "_loops", "_regex", "_stars", "_steps", "_tokens")

    def __init__(self, tokens: Iterable[Token]) -> None:
        parts = list(tokens)
        self._regex: re.Pattern[str] | None = None
        if sum(part.kind != "character" for part in parts) <= _FEW_STARS:
            regex = "".join(_REGEX.get(part.kind, part.text) for part in parts)
            self._regex = re.compile(regex, re.DOTALL)
        # Folders: go past all three, or take any characters and then a slash.
        self._tokens = [
            piece
            for part in parts
            for piece in (
                (part, Token("all"), Token("character", "/")) if part.kind == "folders" else (part,)
            )
        ]
        self._stars = self._bits("star", "all")
        self._folders = self._bits("folders")
        self._end = 1 << len(self._tokens)
        self._steps: dict[str, int] = {}
        self._loops = (self._bits("all"), self._bits("star", "all"))

    def _bits(self, *kinds: str) -> int:
        return sum(1 << place for place, token in enumerate(self._tokens) if token.kind in kinds)

    def matches(self, path: str) -> bool:
        """Tell whether the whole path is meant."""
        if self._regex:
            return self._regex.fullmatch(path) is not None
        states = self._reached(1)
        for character in path:
            moved = (states & self._step(character)) << 1
            states = self._reached(moved | (states & self._loops[character != "/"]))
            if not states:
                return False
        return bool(states & self._end)

    def _step(self, character: str) -> int:
        """Give the tokens that match this character, as bits."""
        if character not in self._steps:
            self._steps[character] = sum(
                1 << place
                for place, token in enumerate(self._tokens)
                if token.kind == "character" and re.fullmatch(token.text, character, re.DOTALL)
            )
        return self._steps[character]

    def _reached(self, states: int) -> int:
        """Add what is reached without a character."""
        while True:
            folders = states & self._folders
            more = states | (states & self._stars) << 1 | folders << 1 | folders << 3
            if more == states:
                return states
            states = more


@functools.lru_cache(maxsize=1024)
def reuse_pattern(glob: str) -> PathPattern:
    r"""Read a pattern of REUSE.toml: `*` stays in one folder, `**` does not, `\` escapes."""
    return PathPattern(_reuse_token(match) for match in _REUSE.finditer(glob[:LONGEST]))


_REUSE = re.compile(
    r"\\(?P<escaped>.)|(?P<folders>\*{2,}/)|(?P<all>\*{2,})|(?P<star>\*)|(?P<plain>.)", re.DOTALL
)


def _reuse_token(match: re.Match[str]) -> Token:
    match match.lastgroup:
        case "folders" | "all" | "star" as kind:
            return Token(kind)
        case _:
            return Token("character", re.escape(match["escaped"] or match["plain"]))


@functools.lru_cache(maxsize=1024)
def dep5_pattern(glob: str) -> PathPattern:
    """Read a pattern of a dep5 file: `*` and `?` match slashes as well."""
    tokens = {"*": Token("all"), "?": Token("character", ".")}
    pieces = re.sub(r"\*+", "*", glob[:LONGEST])
    return PathPattern(
        tokens.get(piece) or Token("character", re.escape(piece)) for piece in pieces
    )
