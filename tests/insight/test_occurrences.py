# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Gaps in standards, upgrades and findings as occurrences, on the smallest evidence."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from commonweal.evidence import Engine, Manifest
from commonweal.insight.gaps import importances, weights_of_standards
from commonweal.insight.priorities import reasons
from commonweal.insight.queries import query
from commonweal.insight.reading import Reading
from commonweal.measures.catalogue import probes
from commonweal.measures.probe import named_in
from commonweal.standards.catalogue import standards

TEXT = "VARCHAR"
ENTRIES = {"entry_id": TEXT, "repository_id": TEXT}
OCCURRENCE = {"reason_id": TEXT, "target": TEXT, "subject_id": TEXT}
EXPOSED = {
    "repository_id": TEXT,
    "home_id": TEXT,
    "purl": TEXT,
    "version": TEXT,
    "path": TEXT,
    "advisory_id": TEXT,
    "level": TEXT,
    "kind": TEXT,
    "is_open": "BOOLEAN",
}
HOURS = {"upgrade": 3.0, "gateway": 16.0, "decide": 20.0}
NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def engine() -> Iterator[Engine]:
    """Three projects of one repository each."""
    made = Engine()
    made.offer_rows("entries", ENTRIES, [(f"project:{id_}", id_) for id_ in "abc"])
    yield made
    made.close()


def exposed(home: str, purl: str, advisory: str, **other: Any) -> tuple[Any, ...]:
    said = {"of": "portfolio", "level": "high", "kind": "vulnerability", "is_open": True, **other}
    return (
        said["of"], home, purl, "1", said.get("path", "lock"), advisory,
        said["level"], said["kind"], said["is_open"],
    )  # fmt: skip


def upgrades(
    engine: Engine,
    *exposures: tuple[Any, ...],
    needed: tuple[tuple[str, str, str], ...] = (),
    upgrade: tuple[tuple[str, str], ...] = (),
    gateway: tuple[tuple[str, ...], ...] = (),
) -> list[tuple[Any, ...]]:
    """Project, package, grade, reason, remedy, what is settled and the hours of each occurrence."""
    engine.offer_rows("exposures", EXPOSED, exposures)
    weights = [("r", "high", 4.0), ("r", "low", 1.0), ("r", "unknown", 2.0)]
    others = [("r", "high_development", None), ("other", "high", 40.0)]
    grade = {"reason_id": TEXT, "grade": TEXT, "weight": "DOUBLE"}
    engine.offer_rows("grade", grade, [*weights, *others])
    engine.offer_rows(
        "package_needed", {"repository_id": TEXT, "purl": TEXT, "scope": TEXT}, needed
    )
    engine.offer_rows("upgrade", {"purl": TEXT, "target": TEXT}, upgrade)
    ways = {"repository_id": TEXT, "path": TEXT, "purl": TEXT, "version": TEXT, "gateway": TEXT}
    engine.offer_rows("gateway", ways, gateway)
    return [
        (
            row["subject_id"].removeprefix("project:"),
            *(row[name] for name in ("target", "grade", "reason", "remedy", "settled", "hours")),
        )
        for row in engine.records(query("upgrade_occurrences"), reason="r", **HOURS)
    ]


def test_an_upgrade_settles_every_open_advisory_by_its_severity(engine: Engine) -> None:
    found = upgrades(
        engine,
        exposed("a", "x", "A-1"),
        exposed("a", "x", "A-1", path="another"),
        exposed("a", "x", "A-2", level="low", kind="notice"),
        exposed("a", "x", "A-3", is_open=False),
        exposed("a", "x", "A-4", kind="malicious"),
        exposed("b", "x", "A-5", of="b"),
        exposed("c", "y", "A-6", level="unknown"),
        upgrade=(("x", ""), ("x", "2")),
    )

    assert found == [
        ("a", "x", "high", "rated", "upgrade", 5.0, 3.0),
        ("c", "y", "unknown", "unrated", "decide", 2.0, 20.0),
    ]


@pytest.mark.parametrize(
    ("scopes", "grade"),
    [
        ((), "high"),
        (("runtime",), "high"),
        (("build",), "high"),
        (("container",), "high"),
        (("submodule",), "high"),
        (("development",), "high_development"),
        (("development", "runtime"), "high"),
    ],
)
def test_what_development_alone_needs_is_of_a_milder_grade(
    scopes: tuple[str, ...], grade: str, engine: Engine
) -> None:
    needed = tuple(("a", "x", scope) for scope in scopes)

    found = upgrades(engine, exposed("a", "x", "A-1"), needed=needed)

    assert [row[2] for row in found] == [grade]


@pytest.mark.parametrize(
    ("gateways", "others", "remedy"),
    [
        ((("a", "lock", "x", "1", "g"),), (), "gateway"),
        # The package is named by the project itself, or comes in through two others.
        ((("a", "lock", "x", "1", "x"),), (), "upgrade"),
        ((("a", "lock", "x", "1", "g"), ("b", "lock", "x", "1", "h")), ("b",), "upgrade"),
        ((("a", "lock", "x", "1", "g"),), ("b",), "upgrade"),
        # Of another repository, file, package or version nothing follows.
        ((("c", "lock", "x", "1", "g"),), (), "upgrade"),
        ((("a", "else", "x", "1", "g"),), (), "upgrade"),
        ((("a", "lock", "y", "1", "g"),), (), "upgrade"),
        ((("a", "lock", "x", "2", "g"),), (), "upgrade"),
    ],
)
def test_the_gateway_is_upgraded_where_one_package_alone_brings_it_in(
    gateways: tuple[tuple[str, ...], ...], others: tuple[str, ...], remedy: str, engine: Engine
) -> None:
    exposures = [exposed(home, "x", "A-1") for home in ("a", *others)]
    settled = exposed("c", "x", "A-2", is_open=False)
    elsewhere = exposed("c", "x", "A-3", of="c")

    found = upgrades(
        engine, *exposures, settled, elsewhere, upgrade=(("x", "2"),), gateway=gateways
    )

    assert {(row[4], row[6]) for row in found} == {(remedy, HOURS[remedy])}


GAP = {
    "subject_id": TEXT,
    "probe_id": TEXT,
    "controls": "INTEGER",
    "importance": "DOUBLE",
    "is_chosen": "BOOLEAN",
}


def test_gaps_are_counted_by_the_probe_that_asks(engine: Engine) -> None:
    obstacle = {
        "subject_id": TEXT, "standard_id": TEXT, "control_id": TEXT, "asks": TEXT, "fact": TEXT,
    }  # fmt: skip
    rows = [
        ("project:a", "s", "1", "fact", "readme"),
        ("project:a", "s", "1", "fact", "readme:title"),
        ("project:a", "t", "2", "fact", "readme"),
        ("project:a", "s", "3", "person", "readme"),
        ("portfolio", "s", "3", "person", ""),
        ("elsewhere", "s", "1", "fact", "readme"),
        ("project:b", "s", "9", "fact", "of no standard"),
    ]
    engine.offer_rows("obstacle", obstacle, rows)
    columns = {
        "standard_id": TEXT, "control_id": TEXT, "importance": "DOUBLE", "is_chosen": "BOOLEAN",
    }  # fmt: skip
    weights = [("s", "1", 2.0, False), ("t", "2", 0.5, True), ("s", "3", 1.0, False)]
    engine.offer_rows("importance", columns, weights)

    assert engine.rows(query("gap_table")) == [
        ("portfolio", "", 1, 1.0, False),
        ("project:a", "", 1, 1.0, False),
        ("project:a", "readme", 2, 2.5, True),
    ]


def test_a_gap_is_a_step_unless_another_step_settles_it(engine: Engine) -> None:
    gaps = [
        ("a", "", 3, 1.5, False),
        ("a", "readme", 2, 2.5, True),
        ("a", "licence", 1, 1.0, True),
        ("b", "licence", 1, 1.0, False),
        ("b", "without_remedy", 1, 1.0, True),
    ]
    engine.offer_rows("gap", GAP, gaps)
    remedies = [("readme", 3.0), ("licence", 0.5)]
    engine.offer_rows("remediable", {"probe_id": TEXT, "hours": "DOUBLE"}, remedies)
    absorbs = {"reason_id": TEXT, "probe_id": TEXT}
    engine.offer_rows("absorbs", absorbs, [("no_licence", "licence"), ("silent", "readme")])
    engine.offer_rows("occurrence", OCCURRENCE, [("no_licence", "", "a")])

    found = engine.rows(query("gap_occurrences"), question=0.5)

    assert [row[:8] for row in found] == [
        ("open_questions", "", "a", "", "open", "answer", 1.5, 1.5),
        ("standard_gap", "licence", "b", "", "asked", "", 1.0, 0.5),
        ("standard_gap", "readme", "a", "chosen", "asked", "", 2.5, 3.0),
    ]


def test_a_gap_that_two_steps_settle_counts_half_for_each(engine: Engine) -> None:
    gaps = [
        ("a", "licence", 1, 3.0, True),
        ("a", "readme", 1, 1.0, True),
        ("b", "licence", 1, 4.0, True),
    ]
    engine.offer_rows("gap", GAP, gaps)
    absorbs = [("r", "licence"), ("s", "licence"), ("r", "readme")]
    engine.offer_rows("absorbs", {"reason_id": TEXT, "probe_id": TEXT}, absorbs)
    engine.offer_rows("occurrence", OCCURRENCE, [("r", "x", "a"), ("s", "", "a"), ("s", "", "b")])

    assert engine.rows(query("absorbed_gaps")) == [
        ("r", "x", "a", 2.5),
        ("s", "", "a", 1.5),
        ("s", "", "b", 4.0),
    ]


def test_a_probe_occurs_where_its_outcome_is_against_what_is_wanted(engine: Engine) -> None:
    finding = {
        "repository_id": TEXT, "probe_id": TEXT, "outcome": TEXT, "reason": TEXT, "values": TEXT,
    }  # fmt: skip
    engine.offer_rows(
        "finding",
        finding,
        [
            ("a", "p", "false", "none", "{}"),
            ("b", "p", "true", "there", "{}"),
            ("c", "q", "false", "none", "{}"),
            ("elsewhere", "p", "false", "none", "{}"),
        ],
    )
    place = {
        "repository_id": TEXT, "probe_id": TEXT, "outcome": TEXT, "path": TEXT,
        "place_no": "INTEGER", "line": "INTEGER",
    }  # fmt: skip
    engine.offer_rows(
        "finding_place",
        place,
        [
            ("a", "p", "false", "", 0, None),
            ("a", "p", "false", "c", 1, 7),
            ("a", "p", "false", "b", 3, 9),
            ("a", "p", "false", "b", 2, None),
            ("a", "p", "true", "a", 4, 1),
            ("a", "q", "false", "a", 5, 1),
        ],
    )

    def found(*findings: str) -> list[tuple[Any, ...]]:
        return engine.rows(
            query("against_probe"), probe="p", against="false", findings=list(findings)
        )

    assert found() == [("project:a", "none", "{}", "b")]
    assert found("none", "other") == found()
    assert found("other") == []


def test_the_findings_that_a_reason_names_are_those_of_its_probe() -> None:
    for reason in reasons().values():
        assert not reason.findings or reason.source == "probe"
        if reason.source == "probe":
            assert set(reason.findings) <= set(probes()[reason.probe].reasons)


def test_a_sentence_of_a_probe_has_all_its_values_for_every_finding_it_is_said_of() -> None:
    """Where no licence was found, "its licence is ." would be said."""
    for reason in reasons().values():
        if reason.source != "probe" or not reason.points:
            continue
        wanted = named_in(reason.points["alone"]) - {"project"}
        for name in reason.findings:
            assert wanted <= named_in(probes()[reason.probe].reasons[name]), (reason.id, name)
        assert not wanted or reason.findings, reason.id


def test_who_speaks_for_a_step_comes_first_then_who_most_depends_on(engine: Engine) -> None:
    said = {"grade": TEXT, "reason": TEXT, "remedy": TEXT, "values": TEXT, "place": TEXT}
    rows = [
        ("r", "t", id_, grade, "", "", "{}", "")
        for id_, grade in zip("abcd", ("", "bad", "bad", ""), strict=True)
    ]
    engine.offer_rows(
        "occurrence", {**OCCURRENCE, **said}, [*rows, ("r", "u", "a", "", "", "", "{}", "")]
    )
    reason = {"reason_id": TEXT, "class_no": "INTEGER", "worst": TEXT}
    engine.offer_rows("reason", reason, [("r", 4, "")])
    number = {"reason_id": TEXT, "grade": TEXT, "class_no": "INTEGER"}
    engine.offer_rows("grade", number, [("r", "bad", 0)])
    wanted = {"reason_id": TEXT, "target": TEXT, "class_no": "INTEGER"}
    engine.offer_rows("wanted", wanted, [("r", "t", 0)])
    weights = {"subject_id": TEXT, "weight": "DOUBLE"}
    engine.offer_rows("depends", weights, [("a", 0.5), ("c", 1.5)])

    def members(subject: str) -> list[str]:
        return [row[2] for row in engine.rows(query("step_members"), subject=subject)]

    assert members("") == ["c", "b", "d", "a"]
    assert members("d") == ["d"]
    worse = [
        (*row[:6], f'{{"days": {days}}}', "") for row, days in zip(rows, (70, 1, 1, 9), strict=True)
    ]
    engine.offer_rows("occurrence", {**OCCURRENCE, **said}, worse)
    engine.offer_rows("reason", reason, [("r", 4, "days")])
    assert members("") == ["c", "b", "a", "d"]


def test_an_urgent_step_is_of_the_classes_up_to_the_last(engine: Engine) -> None:
    rows = [("r", "", "a"), ("s", "x", "a"), ("s", "x", "a"), ("t", "", "a"), ("t", "", "b")]
    engine.offer_rows("occurrence", OCCURRENCE, rows)
    ranked = {"reason_id": TEXT, "target": TEXT, "class_no": "INTEGER"}
    engine.offer_rows("ranked", ranked, [("r", "", 1), ("s", "x", 2), ("t", "", 3)])

    assert engine.rows(query("urgent_subjects"), last=2) == [("a", 2)]


def reading_with(chosen: dict[str, float] | None) -> Reading:
    options = {} if chosen is None else {"standards": msgspec.json.encode(chosen).decode()}
    manifest = Manifest(1, NOW, "0", "0", options, ())
    return Reading(Engine(manifest=manifest), (), standards=standards())


def test_a_standard_that_the_office_weighs_counts_so_much_more() -> None:
    plain, weighed = reading_with(None), reading_with({"dpg": 3.0, "reuse": 0.0})

    assert weights_of_standards(plain) == {}
    # Nought leaves a standard out of those that were chosen.
    assert weights_of_standards(weighed) == {"dpg": 3.0}
    before, after = importances(plain), importances(weighed)
    ratios = {id_[0]: after[id_] / before[id_] for id_ in before if before[id_]}
    assert ratios == pytest.approx({**dict.fromkeys(ratios, 1.0), "dpg": 3.0})


def test_the_controls_of_a_standard_count_one_on_average_whatever_their_number() -> None:
    found = importances(reading_with(None))

    for standard in standards().values():
        counted = [found[standard.id, control.id] for control in standard.control]
        assert sum(counted) / len(counted) == pytest.approx(1.0)
        heavy = max(standard.control, key=lambda control: control.weight)
        light = min(standard.control, key=lambda control: control.weight)
        ratio = found[standard.id, heavy.id] / found[standard.id, light.id]
        assert ratio == pytest.approx(heavy.weight / light.weight)
