# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The order of the priority list: class first, then what a step settles for its effort."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.insight.priorities import CLASSES, Reason, classes, reasons
from commonweal.insight.priorities.definition import HOURS, effort_within
from commonweal.insight.priorities.occurrences import Occurrence
from commonweal.insight.priorities.rank import ranked

PLAIN = Reason(id="plain", topic="people", source="query", class_="weak", rests_on=())
GRADED = Reason(
    id="graded",
    topic="people",
    source="query",
    class_="polish",
    rests_on=(),
    grades={"bad": "harm_now"},
    weights={"bad": 7.0},
)
REASONS = {"plain": PLAIN, "graded": GRADED}


def seen(
    subject: str,
    *,
    reason: str = "plain",
    target: str = "",
    grade: str = "",
    settled: float = 1.0,
    hours: float = 1.0,
) -> Occurrence:
    return Occurrence(reason, target, subject, grade, "r", "m", settled, hours, {})


def order(*occurrences: Occurrence, depends: dict[str, float] | None = None) -> list[str]:
    return [step.id for step in ranked(occurrences, REASONS, depends or {})]


def test_a_class_stands_before_every_step_of_a_later_class() -> None:
    cheap_and_large = seen("a", reason="graded", target="polish", settled=1000.0, hours=0.1)
    dear_and_small = seen("a", settled=0.1, hours=100.0)

    assert order(cheap_and_large, dear_and_small) == ["plain", "graded:polish"]


def test_the_worst_grade_decides_the_class_and_speaks_for_the_step() -> None:
    mild, bad = seen("a", reason="graded"), seen("b", reason="graded", grade="bad")

    [step] = ranked([mild, bad], REASONS, {"a": 5.0})

    assert (step.class_, step.occurrences[0].subject_id) == ("harm_now", "b")


def test_the_same_step_in_several_projects_is_one_step_heaviest_first() -> None:
    [step] = ranked([seen("a"), seen("b"), seen("c")], REASONS, {"a": 1, "b": 3, "c": 2})

    assert [one.subject_id for one in step.occurrences] == ["b", "c", "a"]
    assert (step.settles, step.depends, step.worth) == (6.0, 6.0, 6.0)


def test_what_settles_more_stands_first() -> None:
    assert order(seen("a", target="less"), seen("a", target="more", settled=2.0)) == [
        "plain:more",
        "plain:less",
    ]


def test_what_more_depends_on_stands_first() -> None:
    few, many = seen("few", target="x"), seen("many", target="y")

    assert order(few, many, depends={"few": 1.0, "many": 2.0}) == ["plain:y", "plain:x"]


def test_what_takes_less_stands_first() -> None:
    assert order(seen("a", target="x", hours=2.0), seen("a", target="y")) == ["plain:y", "plain:x"]


def test_ties_stand_in_the_order_of_their_names() -> None:
    assert order(seen("a", target="y"), seen("a", target="x")) == ["plain:x", "plain:y"]


def test_a_grade_weighs_as_its_definition_says() -> None:
    assert (GRADED.weight_of("bad"), GRADED.weight_of(""), PLAIN.weight_of("bad")) == (7, 1, 1)


@given(
    st.lists(
        st.builds(
            seen,
            st.sampled_from("abc"),
            reason=st.sampled_from(["plain", "graded"]),
            target=st.sampled_from(["", "x", "y"]),
            grade=st.sampled_from(["", "bad"]),
            settled=st.integers(1, 5),
        )
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_occurrences_does_not_matter(
    occurrences: list[Occurrence], random: object
) -> None:
    shuffled = list(occurrences)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # Hypothesis' own type is not exported

    assert order(*shuffled) == order(*occurrences)


def test_efforts_grow() -> None:
    assert list(HOURS.values()) == sorted(set(HOURS.values()))
    assert [effort_within(hours) for hours in (0.1, 0.5, 2.9, 3.0, 16.0, 79.0, 80.0)] == [
        "minutes", "minutes", "minutes", "hours", "days", "days", "weeks",
    ]  # fmt: skip


# Which class a reason stands in is a decision of the house: who changes it changes this too.
CLASS_OF = {
    "advisories_missing": "weak",
    "closed_licence": "harm_now",
    "late_release": "polish",
    "malicious_package": "harm_now",
    "no_licence": "harm_now",
    "nobody_left": "may_stop",
    "one_person": "weak",
    "open_questions": "polish",
    "quiet": "weak",
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
