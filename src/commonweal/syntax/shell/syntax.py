# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What a shell script consists of, as far as it matters for what is fetched and run."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple


class ShellRefused(Exception):
    """The text is no script of a POSIX-like shell, or none that is read; line from 1."""

    def __init__(self, what: str, line: int = 0) -> None:
        super().__init__(what)
        self.what, self.line = what, line


@dataclass(slots=True)
class Part:
    """A piece of a word: `plain` text, text in `single` or `double` quotes, or `other`.

    `text` is None where something is filled in only when the script runs.
    """

    kind: Literal["plain", "single", "double", "process", "other"]
    text: str | None = None
    statements: "list[Statement]" = field(default_factory=list)


class Word(NamedTuple):
    """A word as it is written, and its parts."""

    raw: str
    parts: tuple[Part, ...]

    @property
    def only(self) -> Part | None:
        """The part that is the whole word; None where there are several."""
        return self.parts[0] if len(self.parts) == 1 else None


class Redirect(NamedTuple):
    """Where output goes to or input comes from: `operator` is `>`, `<`, `>>` and so on."""

    operator: str
    target: Word


@dataclass(slots=True)
class Call:
    """A command with its arguments; `line` is that of its first word, from 1."""

    line: int
    words: list[Word] = field(default_factory=list)
    redirects: list[Redirect] = field(default_factory=list)
    # Assignments and declarations hold no arguments, but may run commands.
    others: list[Word] = field(default_factory=list)

    def written(self) -> str:
        """The command without its redirects."""
        return " ".join(word.raw for word in (*self.others, *self.words))


@dataclass(slots=True)
class Pipe:
    """The output of `left` is the input of `right`; a longer pipe is its own `left`."""

    line: int
    left: "Statement"
    right: "Statement"
    takes_errors: bool = False


@dataclass(slots=True)
class Group:
    """Statements that stand together: a loop, a branch, a function, a list."""

    line: int
    statements: "list[Statement]" = field(default_factory=list)
    words: list[Word] = field(default_factory=list)


Statement = Call | Pipe | Group


def walk(statements: list[Statement]) -> Iterator[Call | Pipe]:
    """Give all calls and pipes in the order of the text, those inside of words too."""
    waiting: list[Statement] = list(reversed(statements))
    while waiting:
        statement = waiting.pop()
        if isinstance(statement, Pipe):
            yield statement
            waiting += [statement.right, statement.left]
            continue
        words = statement.words
        if isinstance(statement, Call):
            yield statement
            words = [
                *statement.others,
                *statement.words,
                *(redirect.target for redirect in statement.redirects),
            ]
        inner = [
            statement for word in words for part in word.parts for statement in part.statements
        ]
        if isinstance(statement, Group):
            inner += statement.statements
        waiting += reversed(inner)
