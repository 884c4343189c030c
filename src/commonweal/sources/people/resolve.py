# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Find the people behind names and addresses, over all repositories of the portfolio.

Joined are, in this order of trust: what a repository's mailmap says, what the
office's alias list says, the same mailbox, the same real full name. Nothing
here depends on the order of its input.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain, product
from typing import NamedTuple

from commonweal.formats.mailmap import Identity, folded, read_mailmap
from commonweal.formats.portfolio import Organisation, People
from commonweal.sources.people.address import same_mailbox
from commonweal.sources.people.affiliation import Affiliations
from commonweal.sources.people.bots import bot_rule
from commonweal.sources.people.describe import ERASED, Alias, Describe, PersonRow, unsigned
from commonweal.sources.people.join import Joined

# A node is a person_key, or something several keys can share.
Node = int | tuple[str, ...]


class AffiliationRow(NamedTuple):
    """A row of the table `affiliation`; periods of one person never overlap."""

    person_id: str
    organisation: str
    since: datetime | None
    until: datetime | None
    basis: str


class Resolved(NamedTuple):
    """Rows of `person` (one a key, sorted) and `affiliation`.

    A row with the reason "erased" belongs to someone who asked to be forgotten:
    its name is empty, and name and address in `person_raw` are to be emptied too.
    """

    people: tuple[PersonRow, ...]
    affiliations: tuple[AffiliationRow, ...]


def resolve_people(
    raw: Iterable[tuple[int, str, str]],
    mailmaps: Iterable[bytes],
    people: People,
    organisations: Sequence[Organisation],
) -> Resolved:
    """Give who is who and who acted for which organisation; `raw` is person_key, name, email."""
    known = sorted((Alias.of(*one) for one in set(raw)), key=lambda one: unsigned(one.key))
    mapped = _mapped(known, mailmaps)
    joined, reasons = _join(known, mapped, people)
    describe = Describe(mapped, reasons, people)
    affiliations = Affiliations(organisations)
    rows: list[PersonRow] = []
    memberships: list[AffiliationRow] = []
    for group in joined.groups((one.key, one) for one in known):
        described = describe.rows(group)
        rows += described
        first = described[0]
        if not first.is_bot and first.reason != ERASED:
            periods = affiliations.of(one.email for one in group)
            memberships += [AffiliationRow(first.person_id, *period) for period in periods]
    return Resolved(tuple(sorted(rows)), tuple(sorted(memberships, key=_order)))


def _order(row: AffiliationRow) -> tuple[str, str]:
    return row.person_id, row.since.isoformat() if row.since else ""


def _mapped(known: Sequence[Alias], mailmaps: Iterable[bytes]) -> dict[int, set[Identity]]:
    """Collect what mailmaps say of each key; each mailmap is read by itself, as git would."""
    by_email: dict[str, list[Alias]] = defaultdict(list)
    for one in known:
        by_email[folded(one.email)].append(one)
    found: dict[int, set[Identity]] = defaultdict(set)
    for content in mailmaps:
        mailmap = read_mailmap(content)
        for email in mailmap:
            for one in by_email.get(email, ()):
                identity = mailmap.resolve(one.name, one.email)
                if identity != (one.name, one.email):
                    found[one.key].add(identity)
    return found


def _join(
    known: Sequence[Alias], mapped: Mapping[int, Collection[Identity]], people: People
) -> tuple[Joined[Node], dict[int, str]]:
    """Join all that belongs together; also say why each key was joined."""
    joined: Joined[Node] = Joined()
    links: dict[Node, dict[int, str]] = defaultdict(dict)
    aliased = _join_aliases(people.aliases, joined)
    for one in known:
        for node, reason in _nodes(one, mapped.get(one.key, ()), aliased):
            joined.join(one.key, node)
            links[node].setdefault(one.key, reason)
    return joined, _reasons(links)


def _join_aliases(aliases: Iterable[Sequence[str]], joined: Joined[Node]) -> frozenset[str]:
    addresses = [[_alias(address) for address in line] for line in aliases]
    for line in addresses:
        for address, kind in product(line[1:], ("person", "bot")):
            joined.join(("alias", line[0], kind), ("alias", address, kind))
    return frozenset(chain.from_iterable(addresses))


def _alias(email: str) -> str:
    return same_mailbox(email) or email.strip().casefold()


def _nodes(
    one: Alias, identities: Iterable[Identity], aliased: Collection[str]
) -> Iterator[tuple[Node, str]]:
    """Give what this key may share with others, the most trusted first."""
    for identity in identities:
        if mailbox := same_mailbox(identity.email):
            yield ("mailbox", mailbox, _kind(bot_rule(*identity))), "mailmap"
    kind = _kind(one.bot)
    if aliased and (address := _alias(one.email)) in aliased:
        yield ("alias", address, kind), "alias list"
    if one.mailbox:
        yield ("mailbox", one.mailbox, kind), "same address"
    if one.full_name:
        yield ("name", one.full_name, kind), "same name"


def _kind(bot: str | None) -> str:
    # Automata share addresses with the people who started them, and are not those people.
    return "bot" if bot else "person"


_TRUST = ("mailmap", "alias list", "same address", "same name")


def _reasons(links: Mapping[Node, Mapping[int, str]]) -> dict[int, str]:
    """Give the most trusted reason by which each key hangs together with another one."""
    found: dict[int, str] = {}
    for keys in links.values():
        strongest = min(keys.values(), key=_TRUST.index)
        # An alias joins across addresses; everything else must be shared to join.
        if len(keys) == 1 and strongest != "alias list":
            continue
        for key, own in keys.items():
            # Whoever was at the address that a mailmap leads to is there by the mailmap too.
            reason = strongest if strongest == "mailmap" else own
            found[key] = min(reason, found.get(key, reason), key=_TRUST.index)
    return found
