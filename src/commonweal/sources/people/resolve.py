# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Find the people behind names and addresses, over all repositories of the portfolio.

Joined are, in this order of trust: what a repository's mailmap says, what the
office's alias list says, the same mailbox, the same real full name. Nothing
here depends on the order of its input.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, product
from typing import NamedTuple

from commonweal.evidence.rows import AffiliationRow, PersonRow
from commonweal.formats.portfolio import Organisation, People
from commonweal.sources.people.address import full_name, same_mailbox
from commonweal.sources.people.affiliation import Affiliations
from commonweal.sources.people.bots import bot_rule
from commonweal.sources.people.describe import ERASED, Alias, Describe, Proper, unsigned
from commonweal.sources.people.join import Joined
from commonweal.sources.people.mailbox import name_clusters
from commonweal.syntax.mailmap import folded, read_mailmap

# A node is a person_key, or something several keys can share.
Node = int | tuple[str, ...]


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
            memberships += _memberships(first.person_id, group, affiliations)
    return Resolved(tuple(sorted(rows)), tuple(sorted(memberships, key=_order)))


def _memberships(
    person_id: str, group: Sequence[Alias], affiliations: Affiliations
) -> Iterator[AffiliationRow]:
    for period in affiliations.listed(one.email for one in group):
        yield AffiliationRow(person_id, None, *period)
    for one in group:
        if guess := affiliations.by_domain(one.email):
            yield AffiliationRow(person_id, one.key, *guess)


def _order(row: AffiliationRow) -> tuple[str, int, str]:
    since = row.since.isoformat() if row.since else ""
    return row.person_id, -1 if row.person_key is None else unsigned(row.person_key), since


def _mapped(known: Sequence[Alias], mailmaps: Iterable[bytes]) -> dict[int, set[Proper]]:
    """Collect what mailmaps say of each key; each mailmap is read by itself, as git would."""
    by_email: dict[str, list[Alias]] = defaultdict(list)
    for one in known:
        by_email[folded(one.email)].append(one)
    found: dict[int, set[Proper]] = defaultdict(set)
    for content in mailmaps:
        mailmap = read_mailmap(content)
        for email in mailmap:
            for one in by_email.get(email, ()):
                name, address = mailmap.resolve(one.name, one.email)
                if (name, address) != (one.name, one.email):
                    found[one.key].add(Proper(name, address, mailmap.is_shared(email)))
    return found


def _join(
    known: Sequence[Alias], mapped: Mapping[int, Collection[Proper]], people: People
) -> tuple[Joined[Node], dict[int, str]]:
    """Join all that belongs together; also say why each key was joined."""
    joined: Joined[Node] = Joined()
    links: dict[Node, dict[int, str]] = defaultdict(dict)
    aliased = _join_aliases(people.aliases, joined)
    own = (
        (one, *node) for one in known for node in _own_nodes(one, mapped.get(one.key, ()), aliased)
    )
    for one, node, reason in chain(_mailbox_nodes(known, mapped), own):
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


def _own_nodes(
    alias: Alias, propers: Collection[Proper], aliased: Collection[str]
) -> Iterator[tuple[Node, str]]:
    kind = _kind(alias.bot)
    if aliased and (address := _alias(alias.email)) in aliased:
        yield ("alias", address, kind), "alias list"
    # Whose proper name is known does not go by another one.
    names = {full_name(proper.name) for proper in propers} or {alias.full_name}
    for name in names - {None}:
        yield ("name", str(name), kind), "same name"


class _Claim(NamedTuple):
    """That someone of this full name, if one is known, writes from a mailbox."""

    one: Alias
    mailbox: str
    kind: str
    full_name: str | None
    reason: str


def _mailbox_nodes(
    known: Sequence[Alias], mapped: Mapping[int, Collection[Proper]]
) -> Iterator[tuple[Alias, Node, str]]:
    claims = [claim for one in known for claim in _claims(one, mapped.get(one.key, ()))]
    names: dict[tuple[str, str], set[str]] = defaultdict(set)
    for claim in claims:
        if claim.full_name:
            names[claim.mailbox, claim.kind].add(claim.full_name)
    clusters = {place: name_clusters(found) for place, found in names.items() if len(found) > 1}
    for one, mailbox, kind, name, reason in claims:
        found = clusters.get((mailbox, kind), {})
        # A nickname goes with the one person of an address; among several it stays by itself.
        is_one = len(set(found.values())) <= 1
        cluster = "" if is_one or name is None else found[name]
        yield one, ("mailbox", mailbox, kind, cluster), reason


def _claims(alias: Alias, propers: Collection[Proper]) -> Iterator[_Claim]:
    """Give the mailboxes someone has: those a mailmap says, and the one written."""
    for proper in propers:
        if mailbox := same_mailbox(proper.email):
            kind = _kind(bot_rule(proper.name, proper.email))
            yield _Claim(alias, mailbox, kind, full_name(proper.name), "mailmap")
    if alias.mailbox and not any(proper.is_moved for proper in propers):
        names = [full_name(proper.name) for proper in propers] or [alias.full_name]
        for name in names:
            yield _Claim(alias, alias.mailbox, _kind(alias.bot), name, "same address")


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
