# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The order of the priority list: class first, then what a step settles for its effort."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.evidence import Engine
from commonweal.insight.priorities import CLASSES, Reason, classes, reasons
from commonweal.insight.priorities.definition import HOURS, effort_within
from commonweal.insight.priorities.occurrences import OCCURRENCE
from commonweal.insight.priorities.rank import Ranked, in_order, ranked

Row = tuple[Any, ...]


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    """Offer two reasons: `plain` is weak, `graded` is polish, and harm where it is bad."""
    made = Engine()
    number = {"reason_id": "VARCHAR", "class_no": "INTEGER"}
    made.offer_rows("reason", number, [("plain", 2), ("graded", 4)])
    made.offer_rows(
        "grade",
        {"reason_id": "VARCHAR", "grade": "VARCHAR", "class_no": "INTEGER"},
        [("graded", "bad", 0)],
    )
    absorbed = {"reason_id": "VARCHAR", "target": "VARCHAR", "subject_id": "VARCHAR"}
    made.offer_rows("absorbed", {**absorbed, "settled": "DOUBLE"}, [])
    yield made
    made.close()


def seen(
    subject: str,
    *,
    reason: str = "plain",
    target: str = "",
    grade: str = "",
    settled: float = 1.0,
    hours: float = 1.0,
) -> Row:
    return (reason, target, subject, grade, "r", "m", settled, hours, "{}", "")


def steps(
    engine: Engine, occurrences: Sequence[Row], depends: Mapping[str, float] | None = None
) -> tuple[Ranked, ...]:
    engine.offer_rows("occurrence", OCCURRENCE, occurrences)
    weights = {"subject_id": "VARCHAR", "weight": "DOUBLE"}
    engine.offer_rows("depends", weights, [*(depends or {}).items()])
    return ranked(engine)


def order(
    engine: Engine, *occurrences: Row, depends: Mapping[str, float] | None = None
) -> list[str]:
    return [step.id for step in steps(engine, occurrences, depends)]


def test_a_class_stands_before_every_step_of_a_later_class(engine: Engine) -> None:
    cheap_and_large = seen("a", reason="graded", target="polish", settled=1000.0, hours=0.1)
    dear_and_small = seen("a", settled=0.1, hours=100.0)

    assert order(engine, cheap_and_large, dear_and_small) == ["plain", "graded:polish"]


def test_the_worst_grade_decides_the_class_and_the_effort(engine: Engine) -> None:
    mild = seen("a", reason="graded", hours=9.0)
    bad = seen("b", reason="graded", grade="bad", hours=2.0)

    [step] = steps(engine, [mild, bad], {"a": 5.0})

    assert (step.class_, step.hours) == ("harm_now", 2.0)


def test_the_same_step_in_several_projects_is_one_step(engine: Engine) -> None:
    [step] = steps(engine, [seen("a"), seen("b"), seen("c")], {"a": 1, "b": 3, "c": 2})

    assert (step.projects, step.settles, step.depends, step.worth) == (3, 6.0, 6.0, 6.0)


def test_what_settles_more_stands_first(engine: Engine) -> None:
    less, more = seen("a", target="less"), seen("a", target="more", settled=2.0)

    assert order(engine, less, more) == ["plain:more", "plain:less"]


def test_what_a_step_settles_in_standards_counts(engine: Engine) -> None:
    columns = {"reason_id": "VARCHAR", "target": "VARCHAR", "subject_id": "VARCHAR"}
    with engine.relation("absorbed", {**columns, "settled": "DOUBLE"}, [("plain", "y", "a", 0.5)]):
        found = order(engine, seen("a", target="x"), seen("a", target="y"))
    engine.offer_rows("absorbed", {**columns, "settled": "DOUBLE"}, [])

    assert found == ["plain:y", "plain:x"]


def test_what_more_depends_on_stands_first(engine: Engine) -> None:
    few, many = seen("few", target="x"), seen("many", target="y")

    assert order(engine, few, many, depends={"few": 1.0, "many": 2.0}) == ["plain:y", "plain:x"]


def test_what_takes_less_stands_first(engine: Engine) -> None:
    slow, quick = seen("a", target="x", hours=2.0), seen("a", target="y")

    assert order(engine, slow, quick) == ["plain:y", "plain:x"]


def test_ties_stand_in_the_order_of_their_names(engine: Engine) -> None:
    assert order(engine, seen("a", target="y"), seen("a", target="x")) == ["plain:x", "plain:y"]


@given(
    st.permutations(
        [
            Ranked("plain", "x", "weak", 1, 2.0, 1.0, 1.0),
            Ranked("plain", "y", "weak", 1, 2.0, 1.0, 1.0),
            Ranked("plain", "z", "weak", 1, 4.0, 1.0, 4.0),
            Ranked("graded", "x", "harm_now", 1, 0.1, 1.0, 9.0),
            Ranked("graded", "y", "asked", 1, 90.0, 1.0, 1.0),
        ]
    )
)
def test_the_order_of_the_rows_does_not_matter(rows: list[Ranked]) -> None:
    assert [step.id for step in in_order(rows)] == [
        "graded:x", "plain:x", "plain:y", "plain:z", "graded:y",
    ]  # fmt: skip


def test_a_grade_weighs_as_its_definition_says() -> None:
    packages = reasons()["vulnerable_package"]

    assert (packages.weight_of("critical"), packages.class_of("critical")) == (8.0, "harm_now")
    assert (packages.weight_of("new"), packages.class_of("new")) == (1.0, "weak")


def test_efforts_grow() -> None:
    assert list(HOURS.values()) == sorted(set(HOURS.values()))
    assert [effort_within(hours) for hours in (0.1, 0.5, 2.9, 3.0, 16.0, 79.0, 80.0)] == [
        "minutes", "minutes", "minutes", "hours", "days", "days", "weeks",
    ]  # fmt: skip


# Which class a reason stands in is a decision of the house: who changes it changes this too.
CLASS_OF = {
    "advisories_missing": "weak",
    "closed_licence": "harm_now",
    "core_left": "weak",
    "late_release": "polish",
    "malicious_package": "harm_now",
    "no_licence": "harm_now",
    "nobody_left": "may_stop",
    "one_person": "weak",
    "open_questions": "polish",
    "quiet": "weak",
    "stale_copy": "weak",
    "secret_in_files": "harm_now",
    "standard_gap": "polish",
    "unmaintained_package": "weak",
    "unread": "weak",
    "vulnerable_package": "weak",
    "weights_run_code": "weak",
    "workflow_script_injection": "weak",
    "workflow_untrusted_checkout": "weak",
}
GRADE_OF = {
    ("one_person", "needed"): "may_stop",
    ("one_person", "alone"): "weak",
    ("open_questions", "chosen"): "asked",
    ("standard_gap", "chosen"): "asked",
    ("vulnerable_package", "critical"): "harm_now",
    ("vulnerable_package", "high"): "weak",
    ("vulnerable_package", "medium"): "weak",
    ("vulnerable_package", "unknown"): "weak",
    ("vulnerable_package", "low"): "polish",
    ("vulnerable_package", "none"): "polish",
    ("vulnerable_package", "critical_development"): "weak",
    ("vulnerable_package", "high_development"): "polish",
    ("vulnerable_package", "medium_development"): "polish",
    ("vulnerable_package", "unknown_development"): "polish",
    ("vulnerable_package", "low_development"): "polish",
    ("vulnerable_package", "none_development"): "polish",
}


def test_every_reason_stands_in_its_class() -> None:
    assert {reason.id: reason.class_ for reason in reasons().values()} == CLASS_OF
    assert {
        (reason.id, grade): class_
        for reason in reasons().values()
        for grade, class_ in reason.grades.items()
    } == GRADE_OF


def test_severities_weigh_as_they_are_bad() -> None:
    weights = reasons()["vulnerable_package"].weights

    assert weights["critical"] > weights["high"] > weights["medium"] > weights["low"]
    assert weights["low"] > weights["none"] > 0
    assert weights["unknown"] == weights["medium"]


def test_every_class_has_its_texts_in_order() -> None:
    assert tuple(classes()) == CLASSES


@pytest.mark.parametrize("reason", reasons().values(), ids=list(reasons()))
def test_a_reason_says_what_to_do(reason: Reason) -> None:
    assert reason.rests_on
    assert reason.remedies or reason.source in ("probe", "gaps")
