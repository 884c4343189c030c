# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""For whom a person acted, and when: the office's word first, then the mail domain."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from typing import NamedTuple

from commonweal.formats.portfolio import Membership, Organisation
from commonweal.sources.people.address import is_below, organisation_domain, same_mailbox


class Period(NamedTuple):
    """Acting for an organisation from `since` on and before `until`; None is open."""

    organisation: str
    since: datetime | None
    until: datetime | None
    basis: str


_Span = tuple[date, date]


class Affiliations:
    """The office's list, ready to be asked for many people."""

    def __init__(self, organisations: Sequence[Organisation]) -> None:
        self._members: dict[str, list[tuple[int, str, Membership]]] = {}
        self._domains: list[tuple[str, str]] = []
        number = 0
        for organisation in organisations:
            for domain in organisation.domains:
                self._domains.append((domain.strip().casefold().lstrip("@."), organisation.name))
            for person in organisation.people:
                key = same_mailbox(person.email) or person.email.strip().casefold()
                self._members.setdefault(key, []).append((number, organisation.name, person))
                number += 1

    def listed(self, emails: Iterable[str]) -> tuple[Period, ...]:
        """The periods that the office wrote about a person, in time order, without overlap.

        Earlier lines of the list come before later ones.
        """
        addresses = sorted({email.strip().casefold() for email in emails})
        listed = sorted(
            entry
            for address in addresses
            for entry in self._members.get(same_mailbox(address) or address, ())
        )
        free: list[_Span] = [(date.min, date.max)]
        periods: list[tuple[_Span, str, str]] = []
        for _, organisation, person in listed:
            span = (person.since or date.min, person.until or date.max)
            taken, free = _taken_from(free, span)
            periods += [(part, organisation, "list") for part in taken]
        return tuple(
            Period(organisation, _moment(since, date.min), _moment(until, date.max), basis)
            for (since, until), organisation, basis in _merged(sorted(periods))
        )

    def by_domain(self, email: str) -> Period | None:
        """What one address tells of the work done under it, and of no other work.

        Who has an address at a company also writes from home, for others, or for nobody.
        """
        guess = self._guess(email.strip().casefold())
        return Period(guess[0], None, None, guess[1]) if guess else None

    def _guess(self, address: str) -> tuple[str, str] | None:
        domain = address.rpartition("@")[2]
        for listed, organisation in self._domains:
            if is_below(domain, listed):
                return organisation, "list"
        registrable = organisation_domain(address)
        return (registrable, "domain") if registrable else None


def _taken_from(free: Sequence[_Span], span: _Span) -> tuple[list[_Span], list[_Span]]:
    """Split what is free into the part inside `span` and what stays free."""
    taken, left = [], []
    for since, until in free:
        inside = (max(since, span[0]), min(until, span[1]))
        if inside[0] >= inside[1]:
            left.append((since, until))
            continue
        taken.append(inside)
        left += [
            period for period in ((since, inside[0]), (inside[1], until)) if period[0] < period[1]
        ]
    return taken, left


def _merged(periods: Iterable[tuple[_Span, str, str]]) -> list[tuple[_Span, str, str]]:
    """Write neighbours of one organisation and basis as one."""
    merged: list[tuple[_Span, str, str]] = []
    for span, organisation, basis in periods:
        if merged and merged[-1][1:] == (organisation, basis) and merged[-1][0][1] == span[0]:
            merged[-1] = ((merged[-1][0][0], span[1]), organisation, basis)
        else:
            merged.append((span, organisation, basis))
    return merged


def _moment(day: date, open_end: date) -> datetime | None:
    return None if day == open_end else datetime.combine(day, time(), UTC)
