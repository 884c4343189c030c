# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What `.gitignore` files say, without asking git.

A file that git tracks although a rule names it cannot be told from others.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

from commonweal.formats.reuse.globs import PathPattern, Token

_MOST_LINES = 10_000
_LONGEST = 500


class _Rule(NamedTuple):
    pattern: PathPattern
    is_negated: bool
    is_for_folders: bool


class IgnoreRules:
    """The rules of one project; folders are added from the outside inwards, as met by a walk."""

    def __init__(self) -> None:
        self._by_folder: dict[str, tuple[_Rule, ...]] = {}

    def add(self, folder: str, content: bytes) -> None:
        """Take in the `.gitignore` of a folder ("" is the project)."""
        lines = content.decode("utf-8", "replace").splitlines()[:_MOST_LINES]
        self._by_folder[folder] = tuple(rule for line in lines for rule in _rules(line))

    def ignores(self, path: str, *, is_folder: bool) -> bool:
        """Tell whether git leaves out a path, whose enclosing folders it does not leave out."""
        parts = path.split("/")
        for depth in range(len(parts) - 1, -1, -1):
            rest = "/".join(parts[depth:])
            for rule in reversed(self._by_folder.get("/".join(parts[:depth]), ())):
                if (is_folder or not rule.is_for_folders) and rule.pattern.matches(rest):
                    return not rule.is_negated
        return False


def _without_end(line: str) -> str:
    """Take away the spaces at the end, but for one that is escaped."""
    text = line.rstrip(" \t")
    return line[: len(text) + 1] if text.endswith("\\") else text


def _rules(line: str) -> Iterator[_Rule]:
    text = _without_end(line)
    if not text or text.startswith("#") or len(text) > _LONGEST:
        return
    is_negated = text.startswith("!")
    text = text[is_negated:]
    is_for_folders = text.endswith("/")
    text = text.rstrip("/")
    if not text:
        return
    # A slash other than the last ties the pattern to its folder.
    lead = [] if "/" in text else [Token("folders")]
    tokens = [_token(match) for match in _TOKEN.finditer(text.removeprefix("/"))]
    with suppress(re.error):
        yield _Rule(PathPattern([*lead, *tokens]), is_negated, is_for_folders)


_TOKEN = re.compile(
    r"(?P<folders>(?:^|(?<=/))\*\*/)|(?P<all>(?<=/)\*\*$)|(?P<star>\*+)|(?P<character>\?)"
    r"|\[(?P<not>[!^]?)(?P<set>\]?[^\]/]*)\]|\\(?P<escaped>.)|(?P<plain>.)",
    re.DOTALL,
)


def _token(match: re.Match[str]) -> Token:
    match match.lastgroup:
        case "folders" | "all" | "star" as kind:
            return Token(kind)
        case "character":
            return Token("character", "[^/]")
        case "set":
            inside = re.sub(r"([\[\]\\^&~|])", r"\\\1", match["set"])
            return Token("character", f"(?!/)[{'^' if match['not'] else ''}{inside or ' '}]")
        case _:
            return Token("character", re.escape(match["escaped"] or match["plain"]))
