# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Where each reason to act occurs: the queries, on the smallest evidence that tells yes from no."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import pytest

from commonweal.evidence import Engine
from commonweal.insight.priorities import reasons
from commonweal.insight.queries import query
from commonweal.resilience.queries import query as core_query

Rows = Sequence[tuple[Any, ...]]
ENTRIES = {"entry_id": "VARCHAR", "repository_id": "VARCHAR"}
CORE = {
    "repository_id": "VARCHAR",
    "people": "INTEGER",
    "active": "INTEGER",
    "has_others": "BOOLEAN",
}
EDGES = {"needing_id": "VARCHAR", "providing_id": "VARCHAR"}
VALUES = {
    "subject_id": "VARCHAR",
    "metric_id": "VARCHAR",
    "period": "VARCHAR",
    "label": "VARCHAR",
    "value": "DOUBLE",
}
KNOWN = {"repository_id": "VARCHAR", "known_until": "TIMESTAMP"}
EXPOSURES = {
    "repository_id": "VARCHAR",
    "home_id": "VARCHAR",
    "purl": "VARCHAR",
    "advisory_id": "VARCHAR",
    "kind": "VARCHAR",
    "is_open": "BOOLEAN",
    "path": "VARCHAR",
    "line": "INTEGER",
}
COVERAGE = {
    "ecosystem": "VARCHAR",
    "packages": "BIGINT",
    "unversioned": "BIGINT",
    "is_looked_up": "BOOLEAN",
}
ALONE = {name: f"project:{name}" for name in "abcdefgh"}


@pytest.fixture
def engine() -> Iterator[Engine]:
    """Eight projects of one repository each, from a to h."""
    made = Engine()
    made.offer_rows("entries", ENTRIES, [(entry, id_) for id_, entry in ALONE.items()])
    made.offer_rows("survey", {"surveyed_at": "TIMESTAMP"}, [(datetime(2026, 3, 1),)])  # noqa: DTZ001
    yield made
    made.close()


def occurs(engine: Engine, reason_id: str, *columns: str) -> list[tuple[Any, ...]]:
    """The projects where a reason occurs, by the name of their repository, with some columns."""
    return [
        (row["subject_id"].removeprefix("project:"), *(row[name] for name in columns))
        for row in engine.records(reasons()[reason_id].sql)
    ]


def test_nobody_is_left_where_a_known_core_and_all_others_are_silent(engine: Engine) -> None:
    rows = [
        ("a", 0, 0, False),
        ("b", 1, 0, False),
        ("c", 2, 0, False),
        ("d", 1, 1, False),
        ("e", 3, 1, False),
        # Its core is gone, and others go on.
        ("f", 5, 0, True),
    ]
    engine.offer_rows("core_activity", CORE, rows)

    assert occurs(engine, "nobody_left", "reason", "core") == [
        ("b", "left_one", 1),
        ("c", "left", 2),
    ]
    assert occurs(engine, "core_left", "reason", "core") == [("f", "left", 5)]


def test_one_person_is_left_where_one_of_the_core_is_active(engine: Engine) -> None:
    rows = [
        ("a", 1, 1, False),
        ("b", 2, 1, False),
        ("c", 2, 2, False),
        ("d", 1, 0, False),
        ("e", 3, 1, False),
        ("f", 1, 1, True),
    ]
    engine.offer_rows("core_activity", CORE, rows)
    # Others need b and f, which goes on without its one person; e is needed by itself alone.
    engine.offer_rows("package_edges", EDGES, [("c", "b"), ("c", "f"), ("e", "e")])

    assert occurs(engine, "one_person", "grade", "reason", "core") == [
        ("a", "alone", "one", 1),
        ("b", "needed", "one_left", 2),
        ("e", "alone", "one_left", 3),
        ("f", "alone", "one", 1),
    ]


def test_the_core_is_counted_by_the_rule_by_which_a_project_stops(engine: Engine) -> None:
    people = {
        "person_id": "VARCHAR",
        "repository_id": "VARCHAR",
        "committed_at": "TIMESTAMP",
        "others_at": "TIMESTAMP",
    }
    silent, active = "2025-02-28", "2025-03-02"
    rows = [
        *((day, id_, day, None) for id_ in "ab" for day in (silent, active)),
        ("one", "c", silent, active),
        ("one", "portfolio", active, active),
    ]
    engine.offer_rows("core_people", people, rows)
    engine.offer_rows("repository", {"repository_id": "VARCHAR"}, [("a",), ("b",), ("c",)])
    # The copy of b ends before the survey, so that its year begins before.
    engine.offer_rows("known_until", KNOWN, [("b", "2026-02-01"), ("c", "2026-04-01")])

    engine.offer("core", core_query("core"), since=datetime(2025, 3, 1))  # noqa: DTZ001  as evidence has it

    assert engine.rows(query("core_activity")) == [
        ("a", 2, 1, False), ("b", 2, 2, False), ("c", 1, 0, True),
    ]  # fmt: skip


def test_a_copy_is_stale_after_thirty_days_where_the_survey_does_not_fetch_it(
    engine: Engine,
) -> None:
    repository = {"repository_id": "VARCHAR", "is_read": "BOOLEAN", "locator": "VARCHAR"}
    places = {"d": "https://example.org/d", "e": "http://example.org/e"}
    rows = [(id_, id_ != "c", places.get(id_, f"/clones/{id_}")) for id_ in "abcdef"]
    engine.offer_rows("repository", repository, rows)
    engine.offer_rows("survey", {"surveyed_at": "TIMESTAMP"}, [("2026-01-31",)])
    old, new = "2025-12-31", "2026-01-01"
    days = [(id_, new if id_ == "a" else old) for id_ in "abcde"]
    engine.offer_rows("known_until", KNOWN, days)

    # Of f it is not known how old it is.
    assert occurs(engine, "stale_copy", "days") == [("b", 31)]


def test_a_release_is_late_after_more_than_a_year(engine: Engine) -> None:
    rows = [
        ("a", "release_age", "now", None, 365.0),
        ("b", "release_age", "now", None, 366.0),
        ("c", "release_age", "2025-01", None, 900.0),
        ("d", "release_age", "now", "x", 900.0),
        ("e", "quiet_days", "now", None, 900.0),
    ]
    engine.offer_rows("metric_value", VALUES, rows)

    assert occurs(engine, "late_release", "days") == [("b", 366)]


def test_a_project_is_quiet_when_its_own_rhythm_and_thirty_days_are_over(engine: Engine) -> None:
    engine.offer_rows(
        "core_activity", CORE, [("d", 1, 0, False), ("e", 0, 0, False), ("f", 1, 0, True)]
    )
    subjects = {"subject_id": "VARCHAR", "alone": "VARCHAR"}
    engine.offer_rows("subjects", subjects, [(entry, id_) for id_, entry in ALONE.items()])
    quiet = {
        # ratio, days
        "a": (1.0, 90.0),
        "b": (1.1, 29.0),
        "c": (1.1, 30.0),
        "d": (4.0, 90.0),
        "e": (4.0, 90.0),
        "f": (4.0, None),
    }
    rows: list[tuple[Any, ...]] = [
        (id_, metric, "now", None, value)
        for id_, values in quiet.items()
        for metric, value in zip(("quiet_ratio", "quiet_days"), values, strict=True)
        if value is not None
    ]
    of_others: Rows = [
        ("g", "quiet_ratio", "2025-01", None, 4.0),
        ("g", "release_age", "now", None, 4.0),
        ("h", "quiet_ratio", "now", "label", 4.0),
    ]
    engine.offer_rows("metric_value", VALUES, [*rows, *of_others])

    # Nobody is left in d, which is a reason of its own; of e the core is not known, and others
    # go on with f.
    assert occurs(engine, "quiet", "days") == [("c", 30), ("e", 90), ("f", None)]


def test_a_licence_is_missing_where_files_were_read_and_none_holds_one(engine: Engine) -> None:
    repository = {"repository_id": "VARCHAR", "is_read": "BOOLEAN"}
    engine.offer_rows("repository", repository, [(id_, id_ != "e") for id_ in "abcde"])
    only_id = {"repository_id": "VARCHAR"}
    engine.offer_rows("tree_file", only_id, [("a",), ("b",), ("c",), ("e",)])
    engine.offer_rows("licence", only_id, [("a",)])
    kinds = {**only_id, "kind": "VARCHAR"}
    engine.offer_rows("document", kinds, [("b", "licence"), ("c", "readme")])

    # The tree of d and the repository e were not read: unknown is not false.
    assert occurs(engine, "no_licence", "repositories") == [("c", 1)]


def test_a_repository_that_was_not_read_is_a_reason(engine: Engine) -> None:
    columns = {"repository_id": "VARCHAR", "is_read": "BOOLEAN"}
    engine.offer_rows("repository", columns, [("a", True), ("b", False)])

    assert occurs(engine, "unread", "repositories") == [("b", 1)]


@pytest.mark.parametrize(
    ("reason_id", "kind"),
    [("malicious_package", "malicious"), ("unmaintained_package", "unmaintained")],
)
def test_an_open_advisory_of_a_kind_is_a_reason_of_its_own(
    reason_id: str, kind: str, engine: Engine
) -> None:
    rows = [
        ("portfolio", "a", "pkg:npm/x", "A-1", kind, True, "lock", 3),
        ("portfolio", "a", "pkg:npm/x", "A-2", kind, True, "lock", 3),
        ("portfolio", "b", "pkg:npm/x", "A-1", kind, True, "lock", 0),
        ("portfolio", "c", "pkg:npm/x", "A-1", kind, False, "lock", 3),
        ("portfolio", "d", "pkg:npm/x", "A-1", "vulnerability", True, "lock", 3),
        ("e", "e", "pkg:npm/x", "A-1", kind, True, "lock", 3),
        ("portfolio", "f", "pkg:npm/x", "A-1", kind, True, "lock", 1),
    ]
    engine.offer_rows("exposures", EXPOSURES, rows)

    assert occurs(engine, reason_id, "target", "advisories", "place") == [
        ("a", "pkg:npm/x", 2, "lock:3"),
        ("b", "pkg:npm/x", 1, "lock"),
        ("f", "pkg:npm/x", 1, "lock:1"),
    ]


@pytest.mark.parametrize(
    ("coverage", "found"),
    [
        ([("PyPI", 2, 0, False), ("npm", 3, 0, False)], [("npm, PyPI", 5)]),
        ([("PyPI", 0, 1, False)], []),
        ([("PyPI", 1, 1, False), ("npm", 2, 0, False)], [("PyPI, npm", 3)]),
        ([("PyPI", 0, 0, False)], []),
        ([("PyPI", 2, 0, True)], []),
        ([("Unknown", 2, 0, False)], []),
    ],
)
def test_advisories_are_missing_for_packages_that_could_be_looked_up(
    coverage: Rows, found: Rows, engine: Engine
) -> None:
    engine.offer_rows("advisory_coverage", COVERAGE, coverage)
    engine.offer_rows("known_ecosystem", {"ecosystem": "VARCHAR"}, [("PyPI",), ("npm",)])

    assert [
        row[1:] for row in occurs(engine, "advisories_missing", "ecosystems", "packages")
    ] == list(found)


# What a reason settles and takes is a decision of the house: who changes it changes this too.
WORTH: Mapping[str, tuple[float, str]] = {
    "advisories_missing": (4.0, "minutes"),
    "closed_licence": (4.0, "days"),
    "core_left": (2.0, "days"),
    "late_release": (1.0, "hours"),
    "malicious_package": (8.0, "hours"),
    "no_licence": (4.0, "minutes"),
    "nobody_left": (6.0, "weeks"),
    "one_person": (3.0, "weeks"),
    "quiet": (2.0, "hours"),
    "secret_in_files": (8.0, "hours"),
    "stale_copy": (4.0, "minutes"),
    "unmaintained_package": (4.0, "days"),
    "unread": (4.0, "minutes"),
    "weights_run_code": (4.0, "hours"),
    "workflow_script_injection": (4.0, "minutes"),
    "workflow_untrusted_checkout": (4.0, "hours"),
}
# Of these, grades, remedies or the gaps of the standard say it.
WORTH_ELSEWHERE = {"open_questions", "standard_gap", "vulnerable_package"}


def test_a_reason_settles_and_takes_what_was_decided() -> None:
    assert {
        reason.id: (reason.settles, reason.effort)
        for reason in reasons().values()
        if reason.id not in WORTH_ELSEWHERE
    } == WORTH


def test_an_upgrade_settles_by_severity_and_takes_longer_through_others() -> None:
    packages = reasons()["vulnerable_package"]

    assert packages.weights == {
        "critical": 8.0, "high": 4.0, "medium": 2.0, "unknown": 2.0, "low": 1.0, "none": 0.5,
    }  # fmt: skip
    assert [packages.effort_of(remedy) for remedy in ("upgrade", "gateway", "decide")] == [
        "hours", "days", "days",
    ]  # fmt: skip


def test_what_a_reason_settles_in_standards_is_no_step_of_its_own() -> None:
    assert {reason.id: reason.gaps for reason in reasons().values() if reason.gaps} == {
        "no_licence": ("licence_file", "licence_recognised", "licence_approved"),
        "vulnerable_package": ("known_vulnerabilities",),
    }
