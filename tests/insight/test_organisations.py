# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Organisations are shown with five people or more, and so is each part of their work."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from types import MappingProxyType

from commonweal.insight.names import Named
from commonweal.insight.organisations import (
    Organisation,
    ProjectWork,
    YearWork,
    organisations,
    projects_of,
    years_of,
)
from commonweal.insight.reading import Reading
from tests.insight.given import given, repositories

# Twelve months before the survey of 2024-06-30, in them, and long ago.
BEFORE, NOW, LONG_AGO = datetime(2023, 3, 1), datetime(2024, 3, 1), datetime(2019, 3, 1)  # noqa: DTZ001  DuckDB's TIMESTAMP

Work = tuple[str, str, datetime, int]


def made(
    *works: Work, domains: Mapping[str, str], fetched: Mapping[str, datetime] = MappingProxyType({})
) -> Reading:
    """Give commits (repository, person, moment, how many); people are of an organisation."""
    people = sorted(domains)
    keys = {person: number for number, person in enumerate(people, 1)}
    ids = sorted({repository for repository, *_ in works})

    def commits() -> Iterator[tuple[str, int, int, datetime]]:
        number = 0
        for repository, person, moment, count in works:
            for _ in range(count):
                number += 1
                yield repository, number, keys[person], moment

    return given(
        repository=repositories(*ids),
        repository_commit=[
            {"repository_id": id_, "family_id": id_, "commit_no": no} for id_, no, _, _ in commits()
        ],
        commit=[
            {"family_id": id_, "commit_no": no, "author_key": key, "committer_key": key,
             "authored_at": moment, "committed_at": moment, "commit_id": no.to_bytes(4, "big")}
            for id_, no, key, moment in commits()
        ],
        fetched=[
            {"repository_id": id_, "fetched_at": moment} for id_, moment in fetched.items()
        ],
        person=[
            {"person_key": key, "person_id": person, "is_bot": False}
            for person, key in keys.items()
        ],
        affiliation=[
            {"person_id": person, "person_key": keys[person], "organisation": organisation,
             "basis": "domain"}
            for person, organisation in domains.items()
            if organisation
        ],
    )  # fmt: skip


def team(name: str, count: int) -> dict[str, str]:
    return {f"{name}{number}": f"{name}.example" for number in range(count)}


def each(repository: str, people: Mapping[str, str], moment: datetime, count: int) -> list[Work]:
    return [(repository, person, moment, count) for person in people]


def test_an_organisation_of_few_people_is_not_shown() -> None:
    large, small = team("large", 5), team("small", 4)
    reading = made(
        *each("r", large, NOW, 2), *each("r", small, NOW, 9), domains={**large, **small, "x": ""}
    )

    assert organisations(reading) == {
        "large.example": Organisation(
            name="large.example",
            is_guessed=True,
            people=5,
            commits=10,
            projects=1,
            people_now=5,
            commits_now=10,
            people_before=0,
            arrived=5,
            is_cut=False,
            silent=0,
        )
    }
    assert projects_of(reading, "small.example") == ()
    assert years_of(reading, "small.example") == ()


def test_who_came_and_who_left_is_counted_where_they_are_enough() -> None:
    old, new = team("o", 9), team("n", 5)
    domains = dict.fromkeys([*old, *new], "office.example")
    stayed = list(old)[:3]
    reading = made(
        *each("r", old, BEFORE, 1), *each("r", dict.fromkeys(stayed, ""), NOW, 1),
        *each("r", new, NOW, 1), domains=domains,
    )  # fmt: skip

    [found] = organisations(reading).values()

    assert (found.people_before, found.people_now) == (9, 8)
    assert (found.arrived, found.silent) == (5, 6)


def test_the_last_months_of_an_older_copy_are_its_own() -> None:
    people = team("o", 6)
    others = {f"x{number}": "" for number in range(6)}
    reading = made(
        *each("old", people, datetime(2021, 3, 1), 2),  # noqa: DTZ001  DuckDB's TIMESTAMP
        *each("new", others, NOW, 1),
        domains={**people, **others},
        fetched={"old": datetime(2021, 4, 1)},  # noqa: DTZ001  DuckDB's TIMESTAMP
    )

    [found] = organisations(reading).values()

    # In the portfolio's own last months nobody of it was seen, and nobody could have been.
    assert (found.people_now, found.commits_now, found.silent) == (6, 12, 0)


def test_few_who_came_or_left_are_not_counted_out() -> None:
    old, new = team("o", 6), team("n", 2)
    reading = made(
        *each("r", old, BEFORE, 1), *each("r", dict(list(old.items())[:3]), NOW, 1),
        *each("r", new, NOW, 1), domains=dict.fromkeys([*old, *new], "office.example"),
    )  # fmt: skip

    [found] = organisations(reading).values()

    assert (found.people_before, found.people_now, found.arrived, found.silent) == (
        6, 5, None, None,
    )  # fmt: skip


def test_a_project_of_few_people_stands_with_others_or_not_at_all() -> None:
    people = team("o", 8)
    few = dict(list(people.items())[:2])
    reading = made(
        *each("big", people, LONG_AGO, 3), *each("middle", dict(list(people.items())[:6]), NOW, 1),
        *each("tiny", few, NOW, 5), domains={**people, "x": ""},
    )  # fmt: skip

    found = projects_of(reading, "o.example")

    assert found == (
        ProjectWork(Named("big", "big"), 24, 8, 100.0, 0, 0, None),
        # Those of two people in "tiny" could be worked out if "middle" stood alone.
        ProjectWork(None, 16, None, None, 16, None, None),
    )


def test_a_year_of_few_people_stands_with_another() -> None:
    people = team("o", 7)
    reading = made(
        *each("r", people, LONG_AGO, 2), *each("r", people, NOW, 1),
        *each("r", dict(list(people.items())[:1]), BEFORE, 30), domains=people,
    )  # fmt: skip

    assert years_of(reading, "o.example") == (
        YearWork(2019, 14, 7),
        YearWork(None, 37, None),
    )
