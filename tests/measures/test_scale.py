# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What is asked of a whole portfolio costs as much as its repositories together, not squared.

Work is counted in rows that pass between the steps of a query, as the engine tells them.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from commonweal.evidence import Engine, Manifest, SegmentWriter, derived
from commonweal.measures.catalogue import metrics, probes
from commonweal.measures.compute import PERIOD_COLUMNS, bound_parameters
from commonweal.measures.definition import Metric
from commonweal.measures.find import SURVEY_COLUMNS
from commonweal.measures.probe import Probe

NOW = datetime(2026, 1, 1, tzinfo=UTC)
ORIGIN = ("test", "2026-01-01 00:00:00", "1")
COMMITS, PEOPLE = 20, 30
FEW, MANY = 50, 200
# Sorting and hashing pass some rows twice, and DuckDB may plan the larger one in another way;
# a square would be fifteen times as much.
ROOM = 2.5

TABLES = tuple(derived())
PROBES = tuple(probe for probe in probes().values() if probe.sql)
METRICS = tuple(metrics().values())


def rows_of(number: int) -> Mapping[str, list[tuple[object, ...]]]:
    """A repository like every other: the same names of files, the same few people."""
    name, family = f"r{number}", f"f{number}"
    blob = hashlib.sha1(name.encode()).hexdigest()  # noqa: S324  as git
    seen = (name, name, f"/{name}", family, "main", "0" * 40, "sha1", "d", False, False, False)
    rows: dict[str, list[tuple[object, ...]]] = {
        "repository": [(*seen, None, True)],
        "project": [(name, name, None, name, 1.0)],
        "repository_commit": [(name, family, at) for at in range(COMMITS)],
        "tree_file": [(name, "src/main.py", 33188, 2000, blob, "code", "Python", 3, None)],
        "package_needed": [
            (
                name,
                "lock",
                at,
                "f",
                f"pkg:npm/p{at}",
                f"p{at}",
                "1",
                "",
                "",
                "runtime",
                None,
                True,
                (),
                "",
            )
            for at in range(10)
        ],
        "commit": [],
        "change": [],
    }
    for at in range(COMMITS):
        who, moment = (number + at) % PEOPLE, NOW - timedelta(days=10 * (COMMITS - at))
        people = (who, who, moment, 0, moment, 0)
        rows["commit"].append(
            (family, at, f"{at:040x}", [], *people, "s", False, False, False, None)
        )
        status = "M" if at else "A"
        change = ("src/main.py", None, status, None, 33188, 33188, "text", 1, 1)
        rows["change"].append((family, at, *change))
    return rows


@pytest.fixture(scope="module")
def portfolios(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Engine, Engine]]:
    """A portfolio, and one of four times as many repositories."""
    engines = tuple(_portfolio(tmp_path_factory.mktemp("p"), count) for count in (FEW, MANY))
    yield engines[0], engines[1]
    for engine in engines:
        engine.close()


def _portfolio(folder: Path, count: int) -> Engine:
    writer = SegmentWriter(folder)
    of_tables: dict[str, list[tuple[object, ...]]] = {
        "person": [(at, f"p{at}", f"P {at}", False, "alone") for at in range(PEOPLE)]
    }
    for number in range(count):
        for table, rows in rows_of(number).items():
            of_tables.setdefault(table, []).extend(rows)
    written = [writer.write(table, "all", rows, ORIGIN) for table, rows in of_tables.items()]
    writer.close()
    engine = Engine(folder, Manifest(1, NOW, "1", "1", {}, tuple(one for one in written if one)))
    engine.rows("select count(*) from membership")
    return engine


def work(engine: Engine, sql: str, **parameters: object) -> int:
    """Rows that all steps of a query give, one after the other."""
    [(_, told)] = engine.rows(f"explain (analyze, format json) {sql}", **parameters)
    return sum(_rows_given(step) for step in json.loads(told)["operator"])


def _rows_given(step: Mapping[str, Any]) -> int:
    return int(step["intermediate_rows"]) + sum(
        _rows_given(child) for child in step.get("children", ())
    )


def grows_with_its_repositories(few: int, many: int) -> bool:
    assert few > FEW, "nothing was worked out"
    return many <= ROOM * few * MANY / FEW


def naive(engine: Engine) -> int:
    return work(
        engine,
        "select count(*) from commits as early join commits as late "
        "on early.repository_id = late.repository_id and early.committed_at < late.committed_at",
    )


def test_a_query_that_squares_would_be_noticed(portfolios: tuple[Engine, Engine]) -> None:
    few, many = (naive(engine) for engine in portfolios)

    assert not grows_with_its_repositories(few, many)


@pytest.mark.parametrize("table", TABLES)
def test_a_derived_table(portfolios: tuple[Engine, Engine], table: str) -> None:
    few, many = (work(engine, f"from {table}") for engine in portfolios)

    assert grows_with_its_repositories(few, many)


@pytest.mark.parametrize("probe", PROBES, ids=lambda probe: probe.id)
def test_a_probe(portfolios: tuple[Engine, Engine], probe: Probe) -> None:
    counted = []
    for engine in portfolios:
        with engine.relation("survey", SURVEY_COLUMNS, [(NOW.replace(tzinfo=None),)]):
            counted.append(work(engine, probe.sql))

    assert grows_with_its_repositories(*counted)


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.id)
def test_a_metric(portfolios: tuple[Engine, Engine], metric: Metric) -> None:
    now = NOW.replace(tzinfo=None)
    periods = [("now", now - timedelta(days=90), now), ("2025-12", now - timedelta(days=31), now)]
    parameters = bound_parameters(metric.parameters)
    counted = []
    for engine in portfolios:
        subjects = [subject for (subject,) in engine.rows("select subject_id from subjects")]
        own = [(subject, *period) for subject in subjects for period in periods]
        with engine.relation("periods", PERIOD_COLUMNS, own):
            counted.append(work(engine, metric.sql, **parameters))

    assert grows_with_its_repositories(*counted)
