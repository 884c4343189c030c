# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What is said of a person once all its names and addresses stand together."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple, Self

from commonweal.evidence.rows import PersonRow
from commonweal.formats.portfolio import People
from commonweal.sources.people.address import full_name, same_mailbox
from commonweal.sources.people.bots import AGENT, bot_rule, office_patterns, with_kind

ERASED = "erased"


class Alias(NamedTuple):
    """One name and address of someone, and what they tell."""

    key: int
    name: str
    email: str
    mailbox: str | None
    full_name: str | None
    bot: str | None

    @classmethod
    def of(cls, key: int, name: str, email: str) -> Self:
        """Look at a name and address as commits carry them."""
        return cls(key, name, email, same_mailbox(email), full_name(name), bot_rule(name, email))


def unsigned(key: int) -> int:
    """Read a 64-bit key without its sign."""
    return key & 0xFFFF_FFFF_FFFF_FFFF


class Proper(NamedTuple):
    """What a mailmap makes of an alias; `is_moved` where it speaks of one name at an address."""

    name: str
    email: str
    is_moved: bool


class Describe:
    """Turns the aliases of one person into rows."""

    def __init__(
        self, mapped: Mapping[int, Collection[Proper]], reasons: Mapping[int, str], people: People
    ) -> None:
        self._mapped, self._reasons = mapped, reasons
        self._is_office_bot = office_patterns(people.bots)
        self._is_office_agent = office_patterns(people.agents)
        self._is_erased = _Erased(people.erase)

    def rows(self, group: Sequence[Alias]) -> list[PersonRow]:
        """Give the rows of one person, one a key; all agree on who it is.

        The id is made of the smallest key, so that it stays when a later
        survey finds another address, unless that one's key happens to be smaller.
        """
        person_id = f"p{min(unsigned(alias.key) for alias in group):016x}"
        if any(self._is_erased(alias.name, alias.email) for alias in group):
            return [
                PersonRow(alias.key, person_id, "", is_bot=False, reason=ERASED) for alias in group
            ]
        names = ((alias.name, alias.email) for alias in group)
        bot = with_kind(self._bot(group), names)
        name = self._name(group)
        return [
            PersonRow(
                alias.key, person_id, name, bot is not None, bot or self._reason(alias, group)
            )
            for alias in group
        ]

    def _reason(self, alias: Alias, group: Sequence[Alias]) -> str:
        return self._reasons.get(alias.key, "alone") if len(group) > 1 else "alone"

    def _bot(self, group: Sequence[Alias]) -> str | None:
        """Name the rule that makes a bot: the office's word, or all aliases are automata."""
        if any(self._is_office_agent(alias.name, alias.email) for alias in group):
            return AGENT + "the office's list"
        if any(self._is_office_bot(alias.name, alias.email) for alias in group):
            return "bot: the office's list"
        found = [alias.bot for alias in group if alias.bot]
        return min(found) if len(found) == len(group) else None

    def _name(self, group: Sequence[Alias]) -> str:
        """Take a mailmap's name before others, full names before nicknames, then the most used."""
        used = Counter(alias.name for alias in group)
        if len(used) == 1 and not self._mapped:
            return group[0].name
        mapped = {
            proper.name
            for alias in group
            for proper in self._mapped.get(alias.key, ())
            if proper.name
        }
        return min(mapped or used, key=lambda name: (full_name(name) is None, -used[name], name))


class _Erased:
    """Who asked to be forgotten: addresses, or names where no address is known."""

    def __init__(self, erase: Iterable[str]) -> None:
        self._listed = {entry.strip().casefold() for entry in erase} - {""}
        self._mailboxes = {same_mailbox(entry) for entry in self._listed} - {None}

    def __call__(self, name: str, email: str) -> bool:
        return bool(self._listed) and (
            name.strip().casefold() in self._listed
            or email.strip().casefold() in self._listed
            or same_mailbox(email) in self._mailboxes
        )
