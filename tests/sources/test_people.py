# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Who is who: joining names and addresses, whatever the order they come in."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from commonweal.evidence.rows import AffiliationRow, PersonRow
from commonweal.formats.portfolio import Membership, Organisation, People
from commonweal.sources.people import RepositoryMailmap, Resolved, resolve_people

Raw = tuple[int, str, str]


def of_all(mailmaps: Iterable[bytes]) -> list[RepositoryMailmap]:
    """Mailmaps that speak of everybody."""
    return [RepositoryMailmap(content) for content in mailmaps]


def resolved(
    raw: list[Raw],
    mailmaps: tuple[bytes, ...] = (),
    people: People = People(),  # noqa: B008  frozen
    organisations: tuple[Organisation, ...] = (),
) -> Resolved:
    return resolve_people(raw, of_all(mailmaps), people, organisations)


def groups(rows: Resolved) -> set[frozenset[int]]:
    """Give the keys that are one person."""
    found: dict[str, set[int]] = defaultdict(set)
    for row in rows.people:
        found[row.person_id].add(row.person_key)
    return {frozenset(keys) for keys in found.values()}


def test_the_same_address_in_any_case_is_one_person() -> None:
    assert resolved([(1, "Ada", "ada@x.org"), (2, "ada l", "ADA@X.org")]).people == (
        PersonRow(1, "p0000000000000001", "Ada", is_bot=False, reason="same address"),
        PersonRow(2, "p0000000000000001", "Ada", is_bot=False, reason="same address"),
    )


def test_the_two_forms_of_a_forge_address_are_one_person() -> None:
    raw = [
        (1, "ada", "123+ada@users.noreply.github.com"),
        (2, "A.", "ada@users.noreply.github.com"),
        (3, "B.", "456+bo@users.noreply.github.com"),
    ]

    assert groups(resolved(raw)) == {frozenset({1, 2}), frozenset({3})}


def test_the_same_full_name_is_one_person_and_a_nickname_is_not() -> None:
    raw = [
        (1, "Ada  Lovelace", "ada@x.org"),
        (2, "ada lovelace", "al@y.org"),
        (3, "ada", "a@z.org"),
        (4, "ada", "b@z.org"),
    ]

    assert groups(resolved(raw)) == {frozenset({1, 2}), frozenset({3}), frozenset({4})}
    assert [row.reason for row in resolved(raw).people] == [
        "same name",
        "same name",
        "alone",
        "alone",
    ]


def test_names_and_addresses_that_anybody_has_join_nobody() -> None:
    raw = [
        (1, "Your Name", "you@example.com"),
        (2, "Your Name", "me@y.org"),
        (3, "root", "root@localhost"),
        (4, "other", "root@localhost"),
        (5, "Unknown Author", "unknown"),
        (6, "Unknown Author", "unknown"),
        (7, "", ""),
        (8, "", ""),
        (9, "GitHub User", "noreply@github.com"),
        (10, "someone", "noreply@github.com"),
    ]

    assert groups(resolved(raw)) == {frozenset({key}) for key, _, _ in raw}


def test_a_strangers_full_name_at_an_address_is_someone_else() -> None:
    raw = [
        (1, "Ada Lovelace", "ada@x.org"),
        (2, "Ada B. Lovelace", "ada@x.org"),
        (3, "Bo Li", "ada@x.org"),
        (4, "ada", "ada@x.org"),
    ]

    assert groups(resolved(raw)) == {frozenset({1, 2}), frozenset({3}), frozenset({4})}
    assert groups(resolved([raw[0], raw[1], raw[3]])) == {frozenset({1, 2, 4})}


def test_a_name_in_two_scripts_is_one_person() -> None:
    raw = [(1, "Andrei Rybak", "rybak@x.org"), (2, "Андрей Рыбак", "rybak@x.org")]

    assert groups(resolved(raw)) == {frozenset({1, 2})}


def test_a_gateway_is_nobody() -> None:
    raw = [
        (1, "Ada Lovelace via Gateway", "gateway@x.org"),
        (2, "Bo Li via Gateway", "gateway@x.org"),
        (3, "Ada Lovelace", "ada@y.org"),
        (4, "Bo Li", "bo@y.org"),
    ]

    assert groups(resolved(raw)) == {frozenset({1, 3}), frozenset({2, 4})}


def test_what_a_mailmap_moves_leaves_its_old_address_behind() -> None:
    raw = [(1, "bo", "ada@x.org"), (2, "Ada", "ada@x.org"), (3, "Bo", "bo@y.org")]

    assert groups(resolved(raw, (b"Bo <bo@y.org> bo <ada@x.org>\n",))) == {
        frozenset({1, 3}),
        frozenset({2}),
    }


def test_whose_proper_name_is_known_does_not_go_by_another() -> None:
    raw = [(1, "Bo Li", "ada@x.org"), (2, "Ada Lovelace", "ada@x.org"), (3, "Bo Li", "bo@y.org")]

    assert groups(resolved(raw, (b"Ada Lovelace <ada@x.org>\n",))) == {
        frozenset({1, 2}),
        frozenset({3}),
    }


def test_a_mailmap_speaks_only_of_the_people_of_its_own_history() -> None:
    raw = [(1, "Ada", "a@x.org"), (2, "Bo", "b@x.org"), (3, "Cy", "c@x.org")]
    mailmap = b"<a@x.org> <b@x.org>\n<a@x.org> <c@x.org>\n"
    own = [RepositoryMailmap(mailmap, frozenset({1, 2}))]

    found = resolve_people(raw, own, People(), ())

    assert groups(found) == {frozenset({1, 2}), frozenset({3})}
    assert groups(resolved(raw, (mailmap,))) == {frozenset({1, 2, 3})}


def test_a_mailmap_joins_and_gives_the_proper_name() -> None:
    raw = [(1, "adal", "old@x.org"), (2, "nick", "new@x.org"), (3, "z", "z@x.org")]

    assert resolved(raw, (b"Ada Lovelace <new@x.org> <OLD@x.org>\n",)).people == (
        PersonRow(1, "p0000000000000001", "Ada Lovelace", is_bot=False, reason="mailmap"),
        PersonRow(2, "p0000000000000001", "Ada Lovelace", is_bot=False, reason="mailmap"),
        PersonRow(3, "p0000000000000003", "z", is_bot=False, reason="alone"),
    )


def test_mailmaps_of_several_repositories_add_up() -> None:
    raw = [(1, "a", "a@x.org"), (2, "b", "b@x.org"), (3, "c", "c@x.org")]
    mailmaps = (b"<b@x.org> <a@x.org>\n", b"<c@x.org> <b@x.org>\n")

    assert groups(resolved(raw, mailmaps)) == {frozenset({1, 2, 3})}
    assert groups(resolved(raw, mailmaps[:1])) == {frozenset({1, 2}), frozenset({3})}


def test_the_offices_list_joins_addresses() -> None:
    raw = [(1, "a", "a@x.org"), (2, "b", "B@y.org"), (3, "c", "c@z.org")]
    people = People(aliases=(("A@x.org", "b@y.org", "unseen@y.org"),))

    assert groups(resolved(raw, people=people)) == {frozenset({1, 2}), frozenset({3})}
    assert [row.reason for row in resolved(raw, people=people).people] == [
        "alias list",
        "alias list",
        "alone",
    ]


def test_an_automaton_under_a_persons_address_is_not_that_person() -> None:
    raw = [(1, "Ada Lovelace", "ada@x.org"), (2, "renovate[bot]", "ada@x.org")]

    assert [(row.person_id, row.is_bot) for row in resolved(raw).people] == [
        ("p0000000000000001", False),
        ("p0000000000000002", True),
    ]


def test_a_mailmap_may_gather_the_addresses_of_an_automaton() -> None:
    raw = [
        (1, "dependabot[bot]", "1+dependabot[bot]@users.noreply.github.com"),
        (2, "dependabot", "support@dependabot.com"),
    ]
    mailmap = (
        b"dependabot[bot] <1+dependabot[bot]@users.noreply.github.com> <support@dependabot.com>\n"
    )

    assert groups(resolved(raw, (mailmap,))) == {frozenset({1, 2})}
    assert all(row.is_bot for row in resolved(raw, (mailmap,)).people)


def test_the_office_may_name_its_own_automata() -> None:
    raw = [(1, "Release Train", "trains@x.org"), (2, "Ada Lovelace", "ada@x.org")]

    rows = resolved(raw, people=People(bots=("release*", "TRAINS@x.org"))).people

    assert [(row.is_bot, row.reason) for row in rows] == [
        (True, "bot: the office's list"),
        (False, "alone"),
    ]


def test_who_asked_to_be_forgotten_has_no_name_and_no_organisation() -> None:
    raw = [
        (1, "Ada Lovelace", "ada@ministry.gov.ke"),
        (2, "Ada Lovelace", "ada@home.org"),
        (3, "Bo Li", "bo@ministry.gov.ke"),
        (4, "Cy Moi", "cy@ministry.gov.ke"),
    ]

    rows = resolved(raw, people=People(erase=("ADA@home.org",)))

    assert rows == Resolved(
        people=(
            PersonRow(1, "p0000000000000001", "", is_bot=False, reason="erased"),
            PersonRow(2, "p0000000000000001", "", is_bot=False, reason="erased"),
            PersonRow(3, "p0000000000000003", "Bo Li", is_bot=False, reason="alone"),
            PersonRow(4, "p0000000000000004", "Cy Moi", is_bot=False, reason="alone"),
        ),
        affiliations=(
            AffiliationRow("p0000000000000003", 3, "ministry.gov.ke", None, None, "domain"),
            AffiliationRow("p0000000000000004", 4, "ministry.gov.ke", None, None, "domain"),
        ),
    )


def day(year: int, month: int = 1) -> datetime:
    return datetime(year, month, 1, tzinfo=UTC)


def test_the_offices_list_comes_before_the_mail_domain_and_leaves_it_the_rest() -> None:
    raw = [(1, "Ada", "ada@acme.co.ke"), (2, "Ada", "ada@acme.co.ke"), (3, "Bo", "bo@acme.co.ke")]
    organisations = (
        Organisation(
            "Ministry", people=(Membership("ada@acme.co.ke", date(2020, 1, 1), date(2022, 1, 1)),)
        ),
    )

    assert resolved(raw, organisations=organisations).affiliations == (
        AffiliationRow("p0000000000000001", None, "Ministry", day(2020), day(2022), "list"),
        AffiliationRow("p0000000000000001", 1, "acme.co.ke", None, None, "domain"),
        AffiliationRow("p0000000000000001", 2, "acme.co.ke", None, None, "domain"),
        AffiliationRow("p0000000000000003", 3, "acme.co.ke", None, None, "domain"),
    )


def test_an_address_speaks_for_the_work_done_under_it_alone() -> None:
    raw = [
        (1, "Ada Lovelace", "ada@acme.co.ke"),
        (2, "Ada Lovelace", "ada@gmail.com"),
        (3, "Bo Li", "bo@acme.co.ke"),
    ]

    rows = resolved(raw)

    assert [row.person_id for row in rows.people[:2]] == ["p0000000000000001"] * 2
    assert rows.affiliations == (
        AffiliationRow("p0000000000000001", 1, "acme.co.ke", None, None, "domain"),
        AffiliationRow("p0000000000000003", 3, "acme.co.ke", None, None, "domain"),
    )


def test_a_domain_of_one_person_or_called_like_one_is_no_organisation() -> None:
    ada = [(1, "Ada Obi", "ada@acme.co.ke"), (2, "Ada Obi", "a.obi@acme.co.ke")]
    family = [(3, "Cy Moi", "me@cymoi.net"), (4, "Di Moi", "di@cymoi.net")]

    assert resolved([*ada, *family]).affiliations == ()
    joined = resolved([*ada, *family, (5, "Bo Li", "bo@acme.co.ke")]).affiliations
    assert {(row.person_key, row.organisation) for row in joined} == {
        (1, "acme.co.ke"),
        (2, "acme.co.ke"),
        (5, "acme.co.ke"),
    }


def test_the_offices_word_needs_no_second_person() -> None:
    organisations = (Organisation("Acme", domains=("acme.co.ke",)),)

    rows = resolved([(1, "Ada Obi", "ada@acme.co.ke")], organisations=organisations)

    assert [row.organisation for row in rows.affiliations] == ["Acme"]


def test_the_office_names_agents_of_its_own() -> None:
    raw = [(1, "wells-helper 2", "helper@wells.co.ke"), (2, "Ada Obi", "ada@wells.co.ke")]

    rows = resolved(raw, people=People(agents=("wells-helper*",)))

    assert [(row.is_bot, row.reason) for row in rows.people] == [
        (True, "agent: the office's list"),
        (False, "alone"),
    ]


def test_an_organisation_owns_its_domains_and_what_is_below() -> None:
    raw = [
        (1, "a", "a@health.gov.ke"),
        (2, "b", "b@lab.health.gov.ke"),
        (3, "c", "c@xhealth.gov.ke"),
        (4, "d", "d@xhealth.gov.ke"),
    ]
    organisations = (Organisation("Health", domains=("@Health.gov.ke",)),)

    rows = resolved(raw, organisations=organisations).affiliations

    assert [(row.organisation, row.basis) for row in rows] == [
        ("Health", "list"),
        ("Health", "list"),
        ("xhealth.gov.ke", "domain"),
        ("xhealth.gov.ke", "domain"),
    ]


def test_free_mail_tells_no_organisation() -> None:
    raw = [
        (1, "a", "a@gmail.com"),
        (2, "b", "b@users.noreply.github.com"),
        (3, "c", "c@host.local"),
    ]

    assert resolved(raw).affiliations == ()


def test_an_automaton_has_no_organisation() -> None:
    assert resolved([(1, "acme-bot", "bot@acme.org")]).affiliations == ()


FIRST = st.sampled_from(["Ada Lovelace", "ada lovelace", "Bo Li", "bo", "Cy", "x[bot]", "", "root"])
EMAIL = st.sampled_from(
    [
        "a@x.org",
        "A@x.org",
        "b@y.gov.br",
        "c@gmail.com",
        "1+a@users.noreply.github.com",
        "root@h",
        "",
    ]
)
RAW = st.lists(
    st.tuples(st.integers(-(2**63), 2**63 - 1), FIRST, EMAIL),
    max_size=12,
    unique_by=lambda one: one[0],
)
MAILMAPS = st.lists(
    st.sampled_from(
        [b"<a@x.org> <b@y.gov.br>\n", b"Cy Young <c@gmail.com> cy <a@x.org>\n", b"Bo <a@x.org>\n"]
    ),
    max_size=3,
)
DAYS = st.none() | st.dates(date(2020, 1, 1), date(2020, 12, 31))
MEMBERSHIPS = st.lists(
    st.builds(Membership, email=EMAIL, since=DAYS, until=DAYS).filter(
        lambda one: not (one.since and one.until) or one.since < one.until
    ),
    max_size=4,
).map(tuple)
PEOPLE = st.builds(
    People,
    aliases=st.sampled_from([(), (("a@x.org", "c@gmail.com"),)]),
    bots=st.sampled_from([(), ("cy",)]),
    erase=st.sampled_from([(), ("b@y.gov.br",)]),
)
ORGANISATIONS = st.lists(
    st.builds(
        Organisation,
        name=st.sampled_from(["One", "Two"]),
        domains=st.sampled_from([(), ("gov.br",)]),
        people=MEMBERSHIPS,
    ),
    max_size=3,
).map(tuple)


@given(RAW, MAILMAPS, PEOPLE, ORGANISATIONS, st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(
    raw: list[Raw],
    mailmaps: list[bytes],
    people: People,
    organisations: tuple[Organisation, ...],
    shuffle: random.Random,
) -> None:
    before = resolve_people(raw, of_all(mailmaps), people, organisations)
    shuffle.shuffle(raw)
    shuffle.shuffle(mailmaps)

    assert resolve_people([*raw, *raw], of_all(mailmaps), people, organisations) == before


@given(RAW, MAILMAPS, PEOPLE, ORGANISATIONS)
def test_an_unrelated_person_changes_nobody_else(
    raw: list[Raw],
    mailmaps: list[bytes],
    people: People,
    organisations: tuple[Organisation, ...],
) -> None:
    raw = [one for one in raw if one[0] != 7]
    newcomer = (7, "Zoë Unrelated", "zoe@elsewhere.example.net")

    before = resolve_people(raw, of_all(mailmaps), people, organisations)
    after = resolve_people([*raw, newcomer], of_all(mailmaps), people, organisations)

    assert set(before.people) < set(after.people)
    assert set(before.affiliations) <= set(after.affiliations)


@given(RAW, MAILMAPS)
def test_joining_the_joined_again_joins_nothing_more(raw: list[Raw], mailmaps: list[bytes]) -> None:
    """An alias list that says what was found is no news."""
    before = resolve_people(raw, of_all(mailmaps), People(), ())
    addresses: dict[str, list[str]] = defaultdict(list)
    emails = {key: email for key, _, email in raw if "@" in email}
    for row in before.people:
        if row.person_key in emails:
            addresses[row.person_id].append(emails[row.person_key].casefold())
    bots = {row.person_id for row in before.people if row.is_bot}
    count = Counter(email for found in addresses.values() for email in set(found))
    aliases = tuple(
        tuple(email for email in found if count[email] == 1)
        for person_id, found in addresses.items()
        if person_id not in bots
    )

    after = resolve_people(raw, of_all(mailmaps), People(aliases=aliases), ())

    people = {row.person_key for row in before.people if not row.is_bot}
    assert {one for one in groups(after) if one & people} == {
        one for one in groups(before) if one & people
    }


@given(RAW, MAILMAPS, PEOPLE, ORGANISATIONS)
def test_everyone_has_one_row_and_at_most_one_organisation_at_a_time(
    raw: list[Raw],
    mailmaps: list[bytes],
    people: People,
    organisations: tuple[Organisation, ...],
) -> None:
    rows = resolve_people(raw, of_all(mailmaps), people, organisations)

    assert [row.person_key for row in rows.people] == sorted(key for key, _, _ in raw)
    periods: dict[tuple[str, int | None], list[tuple[datetime, datetime]]] = defaultdict(list)
    for row in rows.affiliations:
        since = row.since or datetime.min.replace(tzinfo=UTC)
        until = row.until or datetime.max.replace(tzinfo=UTC)
        periods[row.person_id, row.person_key].append((since, until))
    for spans in periods.values():
        assert all(since < until for since, until in spans)
        ordered = sorted(spans)
        assert all(one[1] <= other[0] for one, other in pairwise(ordered))
    keys = [(row.person_id, row.person_key, row.since) for row in rows.affiliations]
    assert len(set(keys)) == len(keys)


@given(st.lists(st.tuples(st.integers(), st.text(max_size=30), st.text(max_size=30)), max_size=6))
def test_names_and_addresses_of_any_kind_are_people(raw: list[Raw]) -> None:
    unique = list({key: (key, name, email) for key, name, email in raw}.values())

    rows = resolve_people(unique, [], People(), ())

    assert len(rows.people) == len(unique)
