# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""One generic test for every metric: you write `cases.toml`, not test code."""

import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from functools import cache
from importlib import resources
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonweal.core.clock import EARLIEST
from commonweal.evidence.engine import Engine
from commonweal.measures.catalogue import metrics, read_metric
from commonweal.measures.compute import PERIOD_COLUMNS, bound_parameters, periods_of
from commonweal.measures.definition import Metric

Rows = Sequence[Mapping[str, Any]]
Tables = Mapping[str, Rows]
Result = list[tuple[str, str, str | None, float | None]]

FOLDER = resources.files("commonweal.measures") / "metrics"
OURS = tuple(
    read_metric(folder)
    for folder in sorted(FOLDER.iterdir(), key=lambda entry: entry.name)
    if folder.is_dir()
)

# Names exactly as CHAOSS writes them; each is claimed by one metric.
CHAOSS_NAMES = frozenset(
    {
        "Activity Dates and Times",
        "Bot Activity",
        "Branch Lifecycle",
        "Burstiness",
        "Code Changes Commits",
        "Code Changes Lines",
        "Committers",
        "Contribution Attribution",
        "Contributor Absence Factor",
        "Contributor Location",
        "Contributors",
        "Conversion Rate",
        "Documentation Discoverability",
        "Elephant Factor",
        "Inactive Contributors",
        "Labor Investment",
        "License Coverage",
        "Licenses Declared",
        "New Contributors",
        "OSI Approved Licenses",
        "Occasional Contributors",
        "Organizational Diversity",
        "Organizational Influence",
        "Programming Language Distribution",
        "Project Code of Conduct",
        "Project Velocity",
        "Release Frequency",
        "SPDX Document",
        "Types of Contributions",
    }
)


class Case(msgspec.Struct, frozen=True):
    """Rows for the views that a metric reads, and what it must make of them.

    A value that a row leaves out is null, but false for booleans, "f" for
    `family_id`, and the row's own number for `commit_no`. An expected row
    without `value` is unknown on purpose; without `period` it is "now".
    """

    name: str
    tables: Tables
    expect: Result
    as_of: datetime
    months: int
    parameters: Mapping[str, object]


@cache
def cases(metric_id: str) -> tuple[Case, ...]:
    text = (FOLDER / metric_id / "cases.toml").read_text(encoding="utf-8")
    document = tomllib.loads(text)
    assert list(document) == ["case"]
    return tuple(_case(dict(raw)) for raw in document["case"])


def _case(raw: dict[str, Any]) -> Case:
    expect = [
        (row["repository_id"], row.get("period", "now"), row.get("label"), row.get("value"))
        for row in raw.pop("expect")
    ]
    return Case(
        name=raw.pop("name"),
        expect=sorted(expect, key=_by_key),
        as_of=datetime.fromisoformat(raw.pop("as_of", "2024-06-30")),
        months=raw.pop("months", 0),
        parameters=raw.pop("parameters", {}),
        tables=raw,
    )


def _by_key(row: tuple[str, str, str | None, object]) -> tuple[str, str, str]:
    return (row[0], row[1], row[2] or "")


EVERY_METRIC = pytest.mark.parametrize("metric", OURS, ids=lambda metric: metric.id)
EVERY_CASE = pytest.mark.parametrize(
    ("metric", "case"),
    [pytest.param(m, case, id=f"{m.id}: {case.name}") for m in OURS for case in cases(m.id)],
)


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    engine = Engine()
    yield engine
    engine.close()


@contextmanager
def offered(engine: Engine, metric: Metric, case: Case, tables: Tables) -> Iterator[None]:
    """Offer a case's rows, and nothing where it has none, as the views that the metric reads."""
    periods = periods_of(
        metric.window,
        metric.series_window,
        until=case.as_of,
        months=case.months,
        first=EARLIEST.replace(tzinfo=None),
    )
    with ExitStack() as stack:
        rows = [row for rows in tables.values() for row in rows]
        subjects = {row["repository_id"] for row in rows if "repository_id" in row}
        own = [(subject, *period) for subject in sorted(subjects) for period in periods]
        stack.enter_context(engine.relation("periods", PERIOD_COLUMNS, own))
        offer_views(engine, stack, {view: tables.get(view, ()) for view in metric.reads})
        yield


def offer_views(engine: Engine, stack: ExitStack, tables: Tables) -> None:
    """Offer rows as views of the evidence until the stack is left; what a row lacks is null."""
    for view, raw in tables.items():
        columns = engine.columns(view)
        rows = [_row(columns, row, number) for number, row in enumerate(raw)]
        stack.enter_context(engine.relation(view, columns, rows))


def run(engine: Engine, metric: Metric, case: Case, tables: Tables) -> Result:
    with offered(engine, metric, case, tables):
        found = engine.rows(metric.sql, **_parameters(metric, case))
    return [
        (subject, period, label[0] if label else None, value if value is None else round(value, 6))
        for subject, period, *label, value in found
    ]


def _parameters(metric: Metric, case: Case) -> dict[str, object]:
    return bound_parameters(metric.parameters) | dict(case.parameters)


def _row(columns: Mapping[str, str], row: Mapping[str, Any], number: int) -> list[object]:
    unknown = set(row) - set(columns)
    assert not unknown, f"the view has no column {unknown}"
    given_or = {"family_id": "f", "commit_no": number}
    return [
        row.get(name, given_or.get(name, False if type_ == "BOOLEAN" else None))
        for name, type_ in columns.items()
    ]


@EVERY_METRIC
def test_a_metric_binds_on_empty_evidence_and_says_nothing_there(
    engine: Engine, metric: Metric
) -> None:
    period = ("portfolio", "now", EARLIEST.replace(tzinfo=None), None)
    with engine.relation("periods", PERIOD_COLUMNS, [period]):
        assert engine.rows(metric.sql, **bound_parameters(metric.parameters)) == []


@EVERY_METRIC
def test_a_metric_gives_the_columns_it_declares(engine: Engine, metric: Metric) -> None:
    label = ["label"] if metric.breakdown else []
    people = ["people"] if metric.people_in_parts else []
    declared = ["repository_id", "period", *label, *people, "value"]
    case = next(case for case in cases(metric.id) if case.expect)

    with offered(engine, metric, case, case.tables):
        records = engine.records(metric.sql, **_parameters(metric, case))

    assert {tuple(record) for record in records} == {tuple(declared)}


@EVERY_METRIC
def test_a_metric_reads_the_views_it_names_and_no_other(engine: Engine, metric: Metric) -> None:
    [(tree,)] = engine.rows("select json_serialize_sql($query)", query=metric.sql)

    assert _tables_read(json.loads(tree)) == {*metric.reads, "periods"}


def _tables_read(tree: object) -> set[str]:
    steps, tables = set(), set()
    for node in _nodes(tree):
        if node.get("type") == "BASE_TABLE":
            tables.add(node["table_name"])
        steps |= {step["key"] for step in node.get("cte_map", {}).get("map", [])}
    return tables - steps


def _nodes(tree: object) -> Iterator[dict[str, Any]]:
    if isinstance(tree, dict):
        yield tree
        for branch in tree.values():
            yield from _nodes(branch)
    elif isinstance(tree, list):
        for branch in tree:
            yield from _nodes(branch)


@EVERY_METRIC
def test_a_metric_sorts_what_it_gives(metric: Metric) -> None:
    last = metric.sql.rsplit("order by", 1)[-1].strip()

    assert last == ("repository_id, period, label" if metric.breakdown else "repository_id, period")


@EVERY_METRIC
def test_every_parameter_is_used_and_explained(metric: Metric) -> None:
    for name, parameter in metric.parameters.items():
        assert f"${name}" in metric.sql
        assert parameter.help.endswith(".")


@EVERY_METRIC
def test_the_words_of_a_metric_are_sentences(metric: Metric) -> None:
    assert metric.question.endswith("?")
    assert metric.definition.endswith(".")
    assert metric.caution == "" or metric.caution.endswith(".")
    assert not metric.title.endswith(".")


@EVERY_METRIC
def test_a_metric_has_cases_that_give_rows_and_one_that_gives_none_or_unknown(
    metric: Metric,
) -> None:
    written = cases(metric.id)

    assert len({case.name for case in written}) == len(written) >= 2
    assert any(case.expect for case in written)
    for case in written:
        assert set(case.tables) <= set(metric.reads)
        assert set(case.parameters) <= set(metric.parameters)


@EVERY_CASE
def test_a_metric_gives_the_expected_rows_and_gives_them_again(
    engine: Engine, metric: Metric, case: Case
) -> None:
    first, second = (run(engine, metric, case, case.tables) for _ in range(2))

    assert sorted(first, key=_by_key) == case.expect
    assert first == second


HISTORY = frozenset({"commits", "changes", "credits", "releases"})

EVERY_METRIC_OF_HISTORY = pytest.mark.parametrize(
    "metric",
    [metric for metric in OURS if HISTORY & set(metric.reads)],
    ids=lambda metric: metric.id,
)


@EVERY_METRIC_OF_HISTORY
def test_what_happens_at_the_end_of_a_period_or_later_is_not_in_it(
    engine: Engine, metric: Metric
) -> None:
    for case in cases(metric.id):
        later = {
            view: [
                *_numbered(view, rows),
                *_moved(view, _by_somebody_else(rows[:1]), to=case.as_of),
                *_moved(view, rows, to=case.as_of + timedelta(days=1)),
            ]
            # How new a copy is, is no event.
            if view != "known_until"
            else rows
            for view, rows in case.tables.items()
        }

        assert run(engine, metric, case, later) == run(engine, metric, case, case.tables)


@pytest.mark.parametrize(
    "metric", [metric for metric in OURS if metric.window != "all"], ids=lambda metric: metric.id
)
def test_the_first_moment_of_a_period_is_in_it(engine: Engine, metric: Metric) -> None:
    for case in cases(metric.id):
        [now] = periods_of(metric.window, None, until=case.as_of, months=0, first=case.as_of)
        at_once, soon_after = (
            {
                view: [
                    *(row for row in rows if _moment(row) < now.since),
                    *_moved(view, [r for r in rows if _moment(r) >= now.since], to=moment),
                ]
                if view in HISTORY
                else rows
                for view, rows in case.tables.items()
            }
            for moment in (now.since, now.since + timedelta(seconds=1))
        )

        assert run(engine, metric, case, at_once) == run(engine, metric, case, soon_after)


def _by_somebody_else(rows: Rows) -> Rows:
    return [
        {**row, **{name: f"late {name}" for name in ("person_id", "committer_id") if name in row}}
        | ({"commit_no": 999} if "commit_no" in row else {})
        for row in rows
    ]


def _moment(row: Mapping[str, Any]) -> datetime:
    return datetime.fromisoformat(row.get("committed_at") or row["released_at"])


def _moved(view: str, rows: Rows, *, to: datetime) -> Rows:
    if view not in HISTORY:
        return []
    column = "released_at" if view == "releases" else "committed_at"
    return [{**row, column: to.isoformat(" ")} for row in rows]


@EVERY_METRIC
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_neither_strangers_nor_the_order_of_rows_change_a_value(
    engine: Engine, metric: Metric, data: st.DataObject
) -> None:
    case = data.draw(st.sampled_from(cases(metric.id)))
    stranger = data.draw(st.sampled_from(cases(metric.id)))
    numbered = {view: _numbered(view, rows) for view, rows in case.tables.items()}
    crowd = {
        view: data.draw(
            st.permutations(
                [*numbered.get(view, ()), *_estranged(view, stranger.tables.get(view, ()))]
            )
        )
        for view in metric.reads
    }

    rows = run(engine, metric, case, crowd)

    assert [row for row in rows if not row[0].startswith("stranger ")] == run(
        engine, metric, case, case.tables
    )


def _numbered(view: str, rows: Rows) -> Rows:
    if view not in ("commits", "changes", "credits"):
        return rows
    return [{"commit_no": number, **row} for number, row in enumerate(rows)]


def _estranged(view: str, rows: Rows) -> Rows:
    named = ("repository_id", "home_id", "family_id", "needing_id", "providing_id")
    family = {"family_id": "f"} if view in ("commits", "changes", "credits") else {}
    return [
        {
            name: f"stranger {value}" if name in named else value
            for name, value in (family | dict(row)).items()
        }
        for row in rows
    ]


def test_every_chaoss_name_is_spelled_right_and_claimed_once() -> None:
    claimed = sorted(metric.chaoss for metric in OURS if metric.chaoss)

    assert claimed == sorted(CHAOSS_NAMES)


def test_the_first_page_has_six_numbers() -> None:
    assert [metric.id for metric in OURS if metric.headline] == [
        "commits",
        "contributor_absence_factor",
        "contributors",
        "new_contributors",
        "quiet_ratio",
        "release_frequency",
    ]


def test_every_folder_is_a_metric() -> None:
    assert {metric.id for metric in OURS} <= set(metrics())
