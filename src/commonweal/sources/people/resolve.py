# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Find the people behind names and addresses, over all repositories of the portfolio.

Joined are, in this order of trust: what a repository's mailmap says, what the
office's alias list says, the same mailbox, the same real full name, and within one
repository the same user name. Nothing here depends on the order of its input.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, product
from typing import NamedTuple

from commonweal.evidence.rows import AffiliationRow, PersonRow
from commonweal.formats.portfolio import Organisation, People
from commonweal.sources.people.address import (
    account_number,
    full_name,
    organisation_domain,
    same_mailbox,
)
from commonweal.sources.people.affiliation import Affiliations
from commonweal.sources.people.bots import NOBODY, bot_rule
from commonweal.sources.people.describe import ERASED, Alias, Describe, Proper, unsigned
from commonweal.sources.people.handles import same_handles
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


class RepositoryMailmap(NamedTuple):
    """The mailmap at HEAD of a repository, and the keys that its commits carry.

    It speaks of these people alone, as git applies it; with None, of everybody.
    """

    content: bytes
    keys: frozenset[int] | None = None


def resolve_people(
    raw: Iterable[tuple[int, str, str]],
    mailmaps: Iterable[RepositoryMailmap],
    people: People,
    organisations: Sequence[Organisation],
    histories: Iterable[Collection[int]] = (),
) -> Resolved:
    """Give who is who and who acted for which organisation; `raw` is person_key, name, email.

    `histories` are the keys of each repository with its forks, in which user names are compared.
    """
    known = sorted((Alias.of(*alias) for alias in set(raw)), key=lambda alias: unsigned(alias.key))
    mapped = _mapped(known, mailmaps)
    # Whom a mailmap names is somebody, whatever the machine wrote.
    known = [
        alias._replace(bot=None) if _is_named(alias, mapped.get(alias.key, ())) else alias
        for alias in known
    ]
    joined, reasons = _join(known, mapped, people, histories)
    describe = Describe(mapped, reasons, people)
    affiliations = Affiliations(organisations)
    rows: list[PersonRow] = []
    people_known: list[tuple[str, Sequence[Alias]]] = []
    for group in joined.groups((alias.key, alias) for alias in known):
        described = describe.rows(group)
        rows += described
        first = described[0]
        if not first.is_bot and first.reason != ERASED:
            people_known.append((first.person_id, group))
    personal = _personal_domains(people_known)
    memberships = [
        row
        for person_id, group in people_known
        for row in _memberships(person_id, group, affiliations)
        if row.basis == "list" or row.organisation not in personal
    ]
    return Resolved(tuple(sorted(rows)), tuple(sorted(memberships, key=_order)))


def _is_named(alias: Alias, propers: Collection[Proper]) -> bool:
    return (alias.bot or "").startswith(NOBODY) and any(
        bot_rule(proper.name, proper.email) is None for proper in propers
    )


def _personal_domains(people: Iterable[tuple[str, Sequence[Alias]]]) -> frozenset[str]:
    """Domains that one person alone writes from, or that are called like somebody there."""
    users: dict[str, set[str]] = defaultdict(set)
    called: set[str] = set()
    for person_id, group in people:
        for alias in group:
            if domain := organisation_domain(alias.email):
                users[domain].add(person_id)
                name = "".join(letter for letter in alias.name.casefold() if letter.isalnum())
                label = domain.partition(".")[0].replace("-", "")
                if alias.full_name and label == name:
                    called.add(domain)
    return frozenset(called | {domain for domain, some in users.items() if len(some) == 1})


def _memberships(
    person_id: str, group: Sequence[Alias], affiliations: Affiliations
) -> Iterator[AffiliationRow]:
    for period in affiliations.listed(alias.email for alias in group):
        yield AffiliationRow(person_id, None, *period)
    for alias in group:
        if guess := affiliations.by_domain(alias.email):
            yield AffiliationRow(person_id, alias.key, *guess)


def _order(row: AffiliationRow) -> tuple[str, int, str]:
    since = row.since.isoformat() if row.since else ""
    return row.person_id, -1 if row.person_key is None else unsigned(row.person_key), since


def _mapped(
    known: Sequence[Alias], mailmaps: Iterable[RepositoryMailmap]
) -> dict[int, set[Proper]]:
    """Collect what mailmaps say of each key; each mailmap is read by itself, as git would."""
    by_email: dict[str, list[Alias]] = defaultdict(list)
    for alias in known:
        by_email[folded(alias.email)].append(alias)
    found: dict[int, set[Proper]] = defaultdict(set)
    for content, keys in mailmaps:
        mailmap = read_mailmap(content)
        for email in mailmap:
            for alias in by_email.get(email, ()):
                if keys is not None and alias.key not in keys:
                    continue
                name, address = mailmap.resolve(alias.name, alias.email)
                if (name, address) != (alias.name, alias.email):
                    found[alias.key].add(Proper(name, address, mailmap.is_shared(email)))
    return found


def _join(
    known: Sequence[Alias],
    mapped: Mapping[int, Collection[Proper]],
    people: People,
    histories: Iterable[Collection[int]],
) -> tuple[Joined[Node], dict[int, str]]:
    """Join all that belongs together; also say why each key was joined."""
    joined: Joined[Node] = Joined()
    links: dict[Node, dict[int, str]] = defaultdict(dict)
    aliased = _join_aliases(people.aliases, joined)
    own = (
        (alias, *node)
        for alias in known
        for node in _own_nodes(alias, mapped.get(alias.key, ()), aliased)
    )
    for alias, node, reason in chain(_mailbox_nodes(known, mapped), own):
        joined.join(alias.key, node)
        links[node].setdefault(alias.key, reason)
    for number, keys in enumerate(same_handles(known, histories, mapped)):
        for key in keys:
            joined.join(key, ("handle", str(number)))
            links["handle", str(number)][key] = "same user name"
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

    alias: Alias
    mailbox: str
    kind: str
    full_name: str | None
    reason: str


def _mailbox_nodes(
    known: Sequence[Alias], mapped: Mapping[int, Collection[Proper]]
) -> Iterator[tuple[Alias, Node, str]]:
    claims = [claim for alias in known for claim in _claims(alias, mapped.get(alias.key, ()))]
    names: dict[tuple[str, str], set[str]] = defaultdict(set)
    for claim in claims:
        if claim.full_name:
            names[claim.mailbox, claim.kind].add(claim.full_name)
    clusters = {place: name_clusters(found) for place, found in names.items() if len(found) > 1}
    for alias, mailbox, kind, name, reason in claims:
        found = clusters.get((mailbox, kind), {})
        # A nickname goes with the one person of an address; among several it stays by itself.
        is_one = len(set(found.values())) <= 1
        cluster = "" if is_one or name is None else found[name]
        yield alias, ("mailbox", mailbox, kind, cluster), reason


def _claims(alias: Alias, propers: Collection[Proper]) -> Iterator[_Claim]:
    """Give the mailboxes someone has: those a mailmap says, and the one written."""
    for proper in propers:
        if mailbox := same_mailbox(proper.email):
            kind = _kind(bot_rule(proper.name, proper.email))
            yield _Claim(alias, mailbox, kind, full_name(proper.name), "mailmap")
    if alias.mailbox and not any(proper.is_moved for proper in propers):
        names = [full_name(proper.name) for proper in propers] or [alias.full_name]
        number = account_number(alias.email)
        for mailbox in (alias.mailbox, *((f"account {number}",) if number else ())):
            for name in names:
                yield _Claim(alias, mailbox, _kind(alias.bot), name, "same address")


def _kind(bot: str | None) -> str:
    # Automata share addresses with the people who started them, and are not those people.
    return "bot" if bot else "person"


_TRUST = ("mailmap", "alias list", "same address", "same name", "same user name")


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
