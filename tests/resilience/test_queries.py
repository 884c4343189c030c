# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What the dependency graph is made of, on the smallest evidence that tells yes from no."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from commonweal.evidence import Engine, Manifest
from commonweal.resilience import DependencyGraph, Repository
from commonweal.resilience.graph import read_dependency_graph
from commonweal.resilience.queries import query

TEXT = "VARCHAR"
MOMENT = "TIMESTAMP"
SINCE = datetime(2025, 1, 1)  # noqa: DTZ001  as evidence has it
SILENT, ACTIVE = "2024-12-31 23:59:59", "2025-01-01"


@pytest.fixture
def engine() -> Iterator[Engine]:
    made = Engine()
    yield made
    made.close()


def test_a_person_or_others_are_active_from_a_year_before_the_copy_was_new(
    engine: Engine,
) -> None:
    core = {"repository_id": TEXT, "person_id": TEXT, "committed_at": MOMENT, "others_at": MOMENT}
    rows = [
        ("a", "p", ACTIVE, SILENT),
        ("a", "q", SILENT, ACTIVE),
        ("a", "r", ACTIVE, None),
        ("old", "p", SILENT, SILENT),
    ]
    engine.offer_rows("core_people", core, rows)
    known = {"repository_id": TEXT, "known_until": MOMENT}
    engine.offer_rows("known_until", known, [("old", "2025-12-31 23:59:59")])

    assert engine.rows(query("core"), since=SINCE) == [
        ("a", "p", True, False),
        ("a", "q", False, True),
        ("a", "r", True, False),
        ("old", "p", True, True),
    ]


def test_an_organisation_that_was_guessed_is_named_from_enough_people_on(engine: Engine) -> None:
    basis = {"organisation": TEXT, "person_id": TEXT, "basis": TEXT}
    guessed = [
        (name, f"{name}{number}", "domain")
        for name, people in (("few", 2), ("enough", 3))
        for number in range(people)
    ]
    # One person with two addresses is one person; who is listed by the office is no secret.
    more = [("few", "few0", "domain"), ("listed", "l0", "list"), ("listed", "l1", "domain")]
    engine.offer_rows("affiliation", basis, [*guessed, *more])
    people = [("few0", "few"), ("enough0", "enough"), ("l0", "listed"), ("nobody", None)]
    columns = {"person_id": TEXT, "organisation": TEXT}
    engine.offer_rows("core_people", columns, [*people, ("enough0", "enough")])

    assert engine.rows(query("organisations"), fewest=3) == [
        ("enough0", "enough"),
        ("l0", "listed"),
    ]


def test_an_entry_weighs_as_its_heaviest_line_and_else_one(engine: Engine) -> None:
    repository = {"repository_id": TEXT, "origin": TEXT}
    engine.offer_rows("repository", repository, [("a", "x.org"), ("b", ""), ("left", "")])
    entries = {"entry_id": TEXT, "repository_id": TEXT}
    engine.offer_rows("entries", entries, [("project:wells", "a"), ("b", "b")])
    project = {"project_id": TEXT, "weight": "DOUBLE"}
    engine.offer_rows("project", project, [("wells", 0.5), ("wells", 2.5), ("b", 9.0)])

    assert engine.rows(query("repositories")) == [
        ("a", "project:wells", "x.org", 2.5),
        ("b", "b", "", 1.0),
    ]


def test_needs_and_what_is_provided_are_rows_of_repositories(engine: Engine) -> None:
    uses = {"repository_id": TEXT, "purl": TEXT, "is_needed": "BOOLEAN"}
    engine.offer_rows("package_uses", uses, [("a", "y", False), ("a", "x", True), ("p", "x", True)])
    engine.offer_rows("repository", {"repository_id": TEXT}, [("a",)])
    made = {"repository_id": TEXT, "purl": TEXT}
    engine.offer_rows("provisions", made, [("b", "z"), ("a", "z"), ("b", "z")])

    assert engine.rows(query("needs")) == [("a", "x", True), ("a", "y", False)]
    assert engine.rows(query("provided")) == [("a", "z"), ("b", "z")]


def test_lock_files_are_read_one_after_the_other(engine: Engine) -> None:
    needs = {
        "repository_id": TEXT, "path": TEXT, "purl": TEXT, "version": TEXT,
        "is_direct": "BOOLEAN", "requires": "VARCHAR[]", "is_locked": "BOOLEAN",
    }  # fmt: skip
    rows = [
        ("a", "lock", "x", "1", True, ["y@1"], True),
        ("a", "manifest", "x", "", True, [], False),
        ("a", "else", "z", "1", True, [], True),
        ("b", "lock", "y", "1", False, [], True),
    ]
    engine.offer_rows("needs", needs, rows)
    wanted = {"number": "INTEGER", "repository_id": TEXT, "path": TEXT}
    engine.offer_rows(
        "wanted_file", wanted, [(2, "a", "lock"), (1, "b", "lock"), (3, "a", "manifest")]
    )

    found = engine.rows(query("locked_files"))
    columns = {"number": "INTEGER", "purl": TEXT, "version": TEXT, "is_direct": "BOOLEAN"}
    engine.offer_rows(
        "edge", {**columns, "requires": "VARCHAR[]"}, [*found, (3, "w", "", True, [])]
    )

    assert found == [(1, "y", "1", False, []), (2, "x", "1", True, ["y@1"])]
    assert engine.rows(query("edges_of_files"), first=1, last=2) == found
    assert [row[0] for row in engine.rows(query("edges_of_files"), first=2, last=3)] == [2, 3]


def test_the_graph_tells_needs_from_tools_and_the_core_from_those_still_there() -> None:
    surveyed_at = datetime(2026, 1, 1, tzinfo=UTC)
    engine = Engine(manifest=Manifest(1, surveyed_at, "0", "0", {}, ()))
    repository = {"repository_id": TEXT, "origin": TEXT}
    rows = [("a", "https://code.example.org/a"), ("b", "")]
    engine.offer_rows("repository", repository, rows)
    engine.offer_rows(
        "entries", {"entry_id": TEXT, "repository_id": TEXT}, [("a", "a"), ("b", "b")]
    )
    uses = {"repository_id": TEXT, "purl": TEXT, "is_needed": "BOOLEAN"}
    engine.offer_rows(
        "package_uses", uses, [("a", "run", True), ("a", "run", False), ("a", "test", False)]
    )
    engine.offer_rows("provisions", {"repository_id": TEXT, "purl": TEXT}, [("b", "run")])
    core = {
        "repository_id": TEXT, "person_id": TEXT, "organisation": TEXT,
        "committed_at": MOMENT, "others_at": MOMENT,
    }  # fmt: skip
    people = [
        ("a", "p", None, ACTIVE, SILENT), ("a", "q", None, SILENT, SILENT),
        ("b", "p", None, SILENT, ACTIVE),
    ]  # fmt: skip
    engine.offer_rows("core_people", core, people)

    graph = read_dependency_graph(engine)
    engine.close()

    assert graph == DependencyGraph(
        repositories=(
            Repository(
                id="a",
                entry_id="a",
                needs=frozenset({"run"}),
                tools=frozenset({"test"}),
                provides=frozenset(),
                core=frozenset({"p"}),
                core_size=2,
                has_others=False,
                forge="code.example.org",
            ),
            Repository(
                id="b",
                entry_id="b",
                needs=frozenset(),
                tools=frozenset(),
                provides=frozenset({"run"}),
                core=frozenset(),
                core_size=1,
                has_others=True,
                forge="",
            ),
        ),
        weights={"a": 1.0, "b": 1.0},
        organisations={},
    )
