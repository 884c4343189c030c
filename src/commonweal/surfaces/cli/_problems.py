# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Problems of repositories for a terminal: each kind once, with all repositories that have it."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from commonweal.core.message import counted, message
from commonweal.core.text import printable
from commonweal.surfaces.cli._language import printed, translated, word

# Of so many repositories the name is printed.
_NAMED = 3


class Shown(NamedTuple):
    """A problem of a repository; those with the same `kind` and `fix` are told together."""

    repository: str
    kind: str
    what: str
    fix: str


def print_problems(problems: Iterable[Shown], *, most: int, show: Callable[[str], None]) -> int:
    """Print problems by kind, at most so many kinds; give how many kinds are left."""
    groups: dict[tuple[str, str], list[Shown]] = {}
    for problem in problems:
        groups.setdefault((problem.kind or problem.what, problem.fix), []).append(problem)
    for group in list(groups.values())[:most]:
        first, *others = group
        show(
            translated(
                message(
                    "Problem in %(repository)s: %(what)s",
                    repository=printable(first.repository),
                    what=_sentence(first.what),
                )
            )
        )
        if others:
            show("  " + translated(_others(first, others)))
        if first.fix:
            show("  " + translated(message("What to do: %(fix)s", fix=_sentence(first.fix))))
    return max(0, len(groups) - most)


def _sentence(text: str) -> str:
    # Evidence holds English; a sentence without values is its own message.
    return printed(text) if type(text) is not str else printable(word(text))


def _others(first: Shown, others: list[Shown]) -> str:
    names = list(dict.fromkeys(other.repository for other in others))
    if names == [first.repository]:
        return counted("%(num)s more of this kind.", "%(num)s more of this kind.", len(others))
    named = ", ".join(map(printable, names[:_NAMED])) + (", ..." if len(names) > _NAMED else "")
    return counted(
        "%(num)s more of this kind: %(names)s",
        "%(num)s more of this kind: %(names)s",
        len(others),
        names=named,
    )
