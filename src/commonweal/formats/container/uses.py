# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What the RUN lines of a Dockerfile take in from outside."""

from collections.abc import Iterable
from typing import NamedTuple

from commonweal.formats.container.read import Instruction
from commonweal.syntax.json import JsonRefused, read_json
from commonweal.syntax.shell import ShellRefused, Use, uses_in


class PlacedUse(NamedTuple):
    """A use with the lines of its instruction, from 1, and of how many the script consists."""

    use: Use
    line: int
    end: int
    script_lines: int = 1


class ContainerUses(NamedTuple):
    """Uses in their order, and lines of RUNs that cannot be read."""

    uses: tuple[PlacedUse, ...]
    unread: tuple[int, ...]


def container_uses(found: Iterable[Instruction]) -> ContainerUses:
    """Give what all RUN lines take in; a file that one fetches may be run by a later one."""
    fetched: dict[str, None] = {}
    uses: list[PlacedUse] = []
    unread: list[int] = []
    for instruction in found:
        if instruction.name != "RUN":
            continue
        for script, line, end in _scripts(instruction):
            try:
                found_here = uses_in(script, fetched, line=line)
            except ShellRefused:
                unread.append(instruction.line)
                continue
            uses += [_placed(use, script, instruction, end) for use in found_here]
    return ContainerUses(tuple(uses), tuple(unread))


def _placed(use: Use, script: str, instruction: Instruction, end: int) -> PlacedUse:
    """Continued lines are one by now, so a use has the lines of its whole instruction."""
    if instruction.documents:
        return PlacedUse(use, use.line, use.line, script.count("\n"))
    return PlacedUse(use, instruction.line, end)


def _scripts(instruction: Instruction) -> list[tuple[str, int, int]]:
    if instruction.documents:
        return [(text, line, line) for line, text in instruction.documents]
    return [(_command(instruction.rest), instruction.line, instruction.end)]


def _command(rest: str) -> str:
    """A list of words in JSON is the command that they make."""
    if rest.startswith("["):
        try:
            words = read_json(rest.encode()).value
        except JsonRefused:
            return rest
        if isinstance(words, list) and all(isinstance(word, str) for word in words):
            return " ".join(words)
    return rest
