# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""User names: one person within one repository, and only where nothing speaks against it."""

from pathlib import Path

import pytest

from commonweal.evidence.rows import PersonRow
from commonweal.formats.portfolio import People
from commonweal.sources.people import RepositoryMailmap, resolve_people
from commonweal.sources.people.handles import handle_of
from tests.gitkit import History, git
from tests.sources.test_people import Raw, groups
from tests.survey.office import Office

HIDDEN = "users.noreply.github.com"


def people(
    raw: list[Raw], *histories: set[int], mailmaps: tuple[RepositoryMailmap, ...] = ()
) -> set[frozenset[int]]:
    """The keys that are one person; without histories, all are of one repository."""
    keys = histories or ({key for key, _, _ in raw},)
    return groups(resolve_people(raw, mailmaps, People(), (), keys))


def one(*keys: int) -> set[frozenset[int]]:
    return {frozenset(keys)}


def alone(*keys: int) -> set[frozenset[int]]:
    return {frozenset({key}) for key in keys}


def test_a_made_up_user_name_at_two_addresses_is_one_person() -> None:
    raw = [(1, "ever_grey", f"12+greyly@{HIDDEN}"), (2, "ever_grey", "b22@college.org")]

    assert resolve_people(raw, [], People(), (), [{1, 2}]).people == (
        PersonRow(1, "p0000000000000001", "ever_grey", is_bot=False, reason="same user name"),
        PersonRow(2, "p0000000000000001", "ever_grey", is_bot=False, reason="same user name"),
    )


def test_the_name_of_an_account_joins_who_is_called_so() -> None:
    raw = [(1, "Ada Obi", f"12+quietriver@{HIDDEN}"), (2, "QuietRiver", "ada@x.org")]

    assert people(raw) == one(1, 2)
    # Without the account, letters alone say too little.
    assert people([(1, "quietriver", "a@y.org"), raw[1]]) == alone(1, 2)


def test_a_user_name_joins_nobody_across_repositories() -> None:
    raw = [(1, "ever_grey", "a@x.org"), (2, "ever_grey", "b@y.org")]

    assert people(raw, {1, 2}) == one(1, 2)
    assert people(raw, {1}, {2}) == alone(1, 2)
    assert people(raw, set()) == alone(1, 2)


@pytest.mark.parametrize(
    "name",
    [
        "root", "dev", "admin", "John", "john1", "john_99", "alex2", "user1", "dev_user", "test123",
        "student_12", "laptop2", "server01", "Jean-Pierre", "christopher", "John_Doe", "ubuntu2",
        "Konstantinos", "a_b_c", "12345", "pc_1", "dependabot", "Ada Obi", "", "ada@x.org",
    ],
)  # fmt: skip
def test_common_words_are_no_user_names(name: str) -> None:
    raw = [(1, name, "a@x.org"), (2, name, "b@y.org")]
    hidden = [(1, "Z", f"12+{name.casefold()}@{HIDDEN}"), (2, name, "b@y.org")]

    assert handle_of(name) is None
    # Two words are a full name, which has a rule of its own.
    assert people(raw) == (one(1, 2) if " " in name else alone(1, 2))
    assert people(hidden) == alone(1, 2)


def test_two_accounts_under_one_user_name_are_not_joined() -> None:
    raw = [
        (1, "ever_grey", f"12+greyly@{HIDDEN}"),
        (2, "ever_grey", f"13+other@{HIDDEN}"),
        (3, "ever_grey", "c@x.org"),
    ]

    assert people(raw) == alone(1, 2, 3)
    assert people(raw[1:]) == one(2, 3)


def test_two_full_names_at_the_addresses_speak_against_it() -> None:
    raw = [
        (1, "lind_and_obi7", "a@x.org"),
        (2, "lind_and_obi7", "b@y.org"),
        (3, "Ada Obi", "a@x.org"),
        (4, "Bo Lind", "b@y.org"),
    ]

    assert people(raw[:3]) == one(1, 2, 3)
    assert people(raw) == {frozenset({1, 3}), frozenset({2, 4})}


def test_a_user_name_at_the_address_of_somebody_called_otherwise_joins_nobody() -> None:
    raw = [
        (1, "ever_grey", f"12+ever-grey@{HIDDEN}"),
        (2, "ever_grey", "own@x.org"),
        (3, "ever_grey", "bo@y.org"),
        (4, "Bo Lind", "bo@y.org"),
    ]
    called = [(1, "ever_lind", "a@x.org"), (2, "ever_lind", "bo@y.org"), (3, "Bo Lind", "bo@y.org")]

    assert people(raw) == {frozenset({1, 2}), frozenset({3, 4})}
    assert people(called) == one(1, 2, 3)


def test_a_user_name_at_many_addresses_is_nobodys() -> None:
    raw = [(key, "ever_grey", f"a{key}@x.org") for key in range(1, 5)]

    assert people(raw[:3]) == one(1, 2, 3)
    assert people(raw) == alone(1, 2, 3, 4)


def test_who_has_a_proper_name_does_not_go_by_a_user_name() -> None:
    raw = [(1, "ever_grey", "a@x.org"), (2, "ever_grey", "b@y.org")]
    mailmap = RepositoryMailmap(b"Ada Obi <ada@x.org> ever_grey <a@x.org>\n")

    assert people(raw, mailmaps=(mailmap,)) == alone(1, 2)


def test_shared_addresses_and_automata_join_nobody() -> None:
    raw = [
        (1, "ever_grey", "noreply@x.org"),
        (2, "ever_grey", "b@y.org"),
        (3, "grey_mill[bot]", "c@y.org"),
        (4, "grey_mill[bot]", "d@y.org"),
    ]

    assert people(raw) == alone(1, 2, 3, 4)


def test_an_account_that_was_called_otherwise_is_the_same_address() -> None:
    raw = [
        (1, "Ada", f"12+before@{HIDDEN}"),
        (2, "A.", f"12+after@{HIDDEN}"),
        (3, "B.", f"13+before2@{HIDDEN}"),
    ]

    assert people(raw, set()) == {frozenset({1, 2}), frozenset({3})}


def test_a_survey_compares_user_names_within_a_repository_and_its_forks(tmp_path: Path) -> None:
    first, second = "ever_grey <a@x.org>", "ever_grey <b@y.org>"
    history = History(tmp_path / "r")
    history.commit({"a": "1"}, author=first)
    repository = history.write()
    fork = History(tmp_path / "fork")
    git(fork.path, "fetch", "--quiet", str(repository), "+refs/heads/*:refs/heads/*")
    tip = git(fork.path, "rev-parse", "main").decode().strip()
    fork.commit({"b": "2"}, author=second, onto=tip)
    other = History(tmp_path / "other")
    other.commit({"c": "3"}, author="ever_grey <c@z.org>")
    office = Office(tmp_path / "office")

    office.survey(repository, fork.write(), other.write())

    found = office.rows(
        "select person_id, list(key.email order by key.email) from person "
        "join person_raw as key using (person_key) group by person_id order by 2"
    )
    assert [sorted(set(emails)) for _, emails in found] == [["a@x.org", "b@y.org"], ["c@z.org"]]
