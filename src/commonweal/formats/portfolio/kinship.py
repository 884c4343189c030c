# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Copies and forks of one repository, as far as that is sure."""

from collections.abc import Callable, Sequence

import msgspec

from commonweal.formats.portfolio.naming import last_name


class Copy(msgspec.Struct, frozen=True):
    """A copy of a repository: where it is, what it was made from, and what that is a fork of.

    All three are addresses or full paths; `origin` and `upstream` are "" where nothing tells.
    """

    location: str
    origin: str = ""
    upstream: str = ""

    @property
    def spelled(self) -> str:
        """What says its name best: the address on the web, else where it is."""
        return self.origin if "://" in self.origin else self.location


def related(
    copies: Sequence[Copy], first_commits: Callable[[str], frozenset[str]]
) -> tuple[tuple[Copy, ...], ...]:
    """Group what is sure to be one project, in the order of the first of each group.

    Sure are copies of one place, and copies of one name where one is a fork of the other or
    both begin with the same commit: of other names, what began as a copy may be a project of
    its own. `first_commits` is asked by location, and only of those with the name of another.
    """
    groups = _Groups()
    for copy in copies:
        groups.join(copy.location, copy.origin)
    by_name: dict[str, list[Copy]] = {}
    for copy in copies:
        by_name.setdefault(last_name(copy.spelled), []).append(copy)
    for name, namesakes in by_name.items():
        if len({groups.of(copy.location) for copy in namesakes}) == 1:
            continue
        for copy in namesakes:
            if last_name(copy.upstream) == name:
                groups.join(copy.location, copy.upstream)
            for commit in first_commits(copy.location):
                groups.join(copy.location, f"{name} from {commit}")
    found: dict[str, list[Copy]] = {}
    for copy in copies:
        found.setdefault(groups.of(copy.location), []).append(copy)
    # What is forked comes before its forks.
    return tuple(
        tuple(sorted(group, key=lambda copy: bool(copy.upstream))) for group in found.values()
    )


class _Groups:
    """Names that belong together."""

    def __init__(self) -> None:
        self._leaders: dict[str, str] = {}

    def of(self, name: str) -> str:
        """One name that stands for all of the group."""
        while (leader := self._leaders.setdefault(name, name)) != name:
            self._leaders[name] = name = self._leaders[leader]
        return name

    def join(self, name: str, other: str) -> None:
        """Put two groups together; "" is no name."""
        if other:
            self._leaders[self.of(other)] = self.of(name)
