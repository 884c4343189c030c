# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Metrics over real Parquet segments: periods, filled zeros, subjects, forks."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import msgspec
import pytest

from commonweal.evidence.engine import Engine
from commonweal.evidence.generation import Manifest, Segment
from commonweal.evidence.store import EvidenceStore, Provenance
from commonweal.measures.catalogue import metrics
from commonweal.measures.compute import MetricValue, Period, compute, periods_of
from commonweal.measures.definition import Metric, Parameter

AS_OF = datetime(2024, 6, 15, 12, tzinfo=UTC)
# The second of the survey is in it. As DuckDB gives it back.
UNTIL = datetime(2024, 6, 15, 12, 0, 1)  # noqa: DTZ001

ADA, BO, ROBOT = 1, 2, 3


class Evidence:
    """Writes a small portfolio as a survey would, and opens the engine on it."""

    def __init__(self, folder: Path) -> None:
        self._store = EvidenceStore(folder)
        self._writer = self._store.writer()
        self._origin = Provenance("test", AS_OF).values()
        self._segments: list[Segment] = []

    def put(self, table: str, owner: str, rows: Sequence[Sequence[object]]) -> None:
        """Write a segment."""
        segment = self._writer.write(table, owner, rows, self._origin)
        assert segment
        self._segments.append(segment)

    def repository(
        self,
        name: str,
        family: str,
        commits: range,
        *,
        is_read: bool = True,
        is_shallow: bool = False,
    ) -> None:
        """Add a repository whose HEAD reaches these commits of a family."""
        row = (name, name, f"/r/{name}", family, "main", "00", "sha1", "d", is_shallow)
        self.put("repository", name, [(*row, False, False, None, is_read)])
        self.put("repository_commit", name, [(name, family, number) for number in commits])

    def commits(self, family: str, commits: Sequence[tuple[str, int]]) -> None:
        """Add a family's commits: when, and by whom."""
        self.put("commit", family, [_commit(family, n, one) for n, one in enumerate(commits)])

    def cut(self, family: str, at: tuple[str, int]) -> None:
        """Add the commit, with the number 9, at which a shallow clone was cut off."""
        self.put("commit", family, [_commit(family, 9, at, is_boundary=True)])

    def project(self, name: str, repositories: Sequence[str]) -> None:
        """Add a project."""
        self.put("project", name, [(name, name, None, one, 1.0) for one in repositories])

    def open(self) -> Engine:
        """Make the generation current and read it."""
        manifest = Manifest(1, AS_OF, "0", "2.50", {}, tuple(self._segments))
        self._store.commit(manifest)
        return Engine(self._store.segments_folder, manifest)


def _commit(
    family: str, number: int, commit: tuple[str, int], *, is_boundary: bool = False
) -> tuple[object, ...]:
    at, who = commit
    commit_id = f"{number:040x}"
    people_and_times = (who, who, at, 0, at, 0)
    return (family, number, commit_id, [], *people_and_times, "s", False, is_boundary, False, None)


@pytest.fixture
def portfolio(tmp_path: Path) -> Iterator[Engine]:
    """Hold a repository and its fork in one project, a quiet one, and one not read."""
    evidence = Evidence(tmp_path)
    evidence.put(
        "person",
        "portfolio",
        [
            (ADA, "ada", "Ada", False, "alone"),
            (BO, "bo", "Bo", False, "alone"),
            (ROBOT, "robot", "Robot", True, "name"),
        ],
    )
    evidence.commits(
        "f1",
        [("2024-04-10 00:00:00", ADA), ("2024-05-10 00:00:00", BO), ("2024-06-10 00:00:00", ADA)],
    )
    evidence.repository("tool", "f1", range(2))
    evidence.repository("tool-fork", "f1", range(3))
    evidence.project("tools", ["tool", "tool-fork"])
    evidence.commits("f2", [("2024-05-20 00:00:00", ROBOT)])
    evidence.repository("quiet", "f2", range(1))
    evidence.commits("f3", [("2024-05-01 00:00:00", ADA)])
    evidence.repository("lost", "f3", range(1), is_read=False)
    engine = evidence.open()
    yield engine
    engine.close()


def values(engine: Engine, metric: Metric, *, months: int = 60) -> dict[tuple[str, str], float]:
    rows = list(compute(engine, [metric], as_of=AS_OF, months=months))
    found = {(row.subject_id, row.period): row.value for row in rows}
    assert len(found) == len(rows)
    return found


def test_a_commit_that_forks_share_counts_once_in_their_project(portfolio: Engine) -> None:
    found = values(portfolio, metrics()["commits"], months=0)

    assert found == {
        ("lost", "now"): 1,
        ("portfolio", "now"): 5,
        ("project:tools", "now"): 3,
        ("quiet", "now"): 1,
        ("tool", "now"): 2,
        ("tool-fork", "now"): 3,
    }


def test_a_silent_month_is_zero_since_the_first_commit_and_only_where_history_was_read(
    portfolio: Engine,
) -> None:
    found = values(portfolio, metrics()["commits"])

    assert {key: value for key, value in found.items() if key[1] != "now"} == {
        ("lost", "2024-05"): 1,
        ("portfolio", "2024-04"): 1,
        ("portfolio", "2024-05"): 3,
        ("portfolio", "2024-06"): 1,
        ("project:tools", "2024-04"): 1,
        ("project:tools", "2024-05"): 1,
        ("project:tools", "2024-06"): 1,
        ("quiet", "2024-05"): 1,
        ("quiet", "2024-06"): 0,
        ("tool", "2024-04"): 1,
        ("tool", "2024-05"): 1,
        ("tool", "2024-06"): 0,
        ("tool-fork", "2024-04"): 1,
        ("tool-fork", "2024-05"): 1,
        ("tool-fork", "2024-06"): 1,
    }


def test_all_periods_of_an_old_copy_end_when_it_was_last_brought_up_to_date(
    tmp_path: Path,
) -> None:
    evidence = Evidence(tmp_path)
    evidence.put("person", "portfolio", [(ADA, "ada", "Ada", False, "alone")])
    days = ["2023-04-30", "2023-05-20", "2024-03-01", "2024-04-10", "2024-05-02"]
    evidence.commits("f1", [(f"{day} 00:00:00", ADA) for day in days])
    evidence.repository("old", "f1", range(5))
    evidence.put("fetched", "old", [("old", "2024-05-12 00:00:00")])
    evidence.commits("f2", [(f"{day} 00:00:00", ADA) for day in days])
    evidence.repository("new", "f2", range(5))
    evidence.put("fetched", "new", [("new", "2024-06-14 20:00:00")])
    engine = evidence.open()

    rows = list(compute(engine, [metrics()["commits"]], as_of=AS_OF, months=3))
    engine.close()

    # The year before 12 May has the day of May the year before, the year before 15 June has not.
    fetched = datetime(2024, 5, 12, 0, 0, 1)  # noqa: DTZ001  as DuckDB gives it back
    assert {(r.period, r.until, r.value) for r in rows if r.subject_id == "old"} == {
        ("now", fetched, 4),
        ("2024-04", datetime(2024, 5, 1), 1),  # noqa: DTZ001
        ("year_ago", datetime(2023, 5, 12, 0, 0, 1), 1),  # noqa: DTZ001
    }
    # A copy of the same day is as new as the survey; the whole is as new as its newest copy.
    assert {(r.period, r.until, r.value) for r in rows if r.subject_id == "new"} == {
        ("now", UNTIL, 3),
        ("2024-04", datetime(2024, 5, 1), 1),  # noqa: DTZ001
        ("2024-05", datetime(2024, 6, 1), 1),  # noqa: DTZ001
        ("2024-06", UNTIL, 0),
        ("year_ago", datetime(2023, 6, 15, 12, 0, 1), 2),  # noqa: DTZ001
    }
    assert [
        (r.until, r.value) for r in rows if (r.subject_id, r.period) == ("portfolio", "now")
    ] == [(UNTIL, 6)]


def test_months_are_limited_and_the_running_one_is_among_them(portfolio: Engine) -> None:
    found = values(portfolio, metrics()["commits"], months=2)

    assert {period for _, period in found} == {"now", "2024-05", "2024-06"}


def test_a_subject_with_nothing_but_bots_has_no_contributors(portfolio: Engine) -> None:
    found = values(portfolio, metrics()["contributors"], months=0)

    assert found[("quiet", "now")] == 0
    assert found[("project:tools", "now")] == 2


def test_a_null_is_unknown_and_no_zero_is_filled_there(portfolio: Engine) -> None:
    unknowing = msgspec.structs.replace(
        metrics()["commits"],
        sql="select 'tool' as repository_id, period, null as value from periods",
    )

    assert set(values(portfolio, unknowing, months=0)) == {
        ("portfolio", "now"),
        ("project:tools", "now"),
        ("quiet", "now"),
        ("tool-fork", "now"),
    }


def test_a_metric_that_leaves_emptiness_unknown_gets_no_zero(portfolio: Engine) -> None:
    found = values(portfolio, metrics()["contributor_absence_factor"], months=0)

    assert found == {
        ("lost", "now"): 1,
        ("portfolio", "now"): 1,
        ("project:tools", "now"): 1,
        ("tool", "now"): 1,
        ("tool-fork", "now"): 1,
    }


def test_rows_are_those_of_the_evidence_table_and_can_be_written(
    portfolio: Engine, tmp_path: Path
) -> None:
    rows = list(compute(portfolio, [metrics()["commits"]], as_of=AS_OF, months=1))
    evidence = Evidence(tmp_path / "next")
    evidence.put("metric_value", "portfolio", rows)
    evidence.repository("tool", "f1", range(2))

    with_history = evidence.open()
    stored = with_history.rows(
        "select period, until, label, value from metric_values "
        "where subject_id = 'tool' order by period"
    )
    with_history.close()

    assert (
        MetricValue._fields == tuple(portfolio.columns("metric_value"))[: len(MetricValue._fields)]
    )
    assert stored == [("2024-06", UNTIL, None, 0.0), ("now", UNTIL, None, 2.0)]


def test_a_breakdown_carries_its_labels(portfolio: Engine) -> None:
    rows = compute(portfolio, [metrics()["activity_weekdays"]], as_of=AS_OF, shows_few=True)

    assert [row for row in rows if row.subject_id == "project:tools"] == [
        MetricValue("project:tools", "activity_weekdays", "now", UNTIL, "1 Monday", 1.0),
        MetricValue("project:tools", "activity_weekdays", "now", UNTIL, "3 Wednesday", 1.0),
        MetricValue("project:tools", "activity_weekdays", "now", UNTIL, "5 Friday", 1.0),
    ]


def test_every_metric_together_gives_what_each_gives_alone(portfolio: Engine) -> None:
    chosen = list(metrics().values())

    together = sorted(map(repr, compute(portfolio, chosen, as_of=AS_OF, months=3)))
    alone = sorted(
        repr(row) for one in chosen for row in compute(portfolio, [one], as_of=AS_OF, months=3)
    )

    assert together == alone
    assert together


def test_a_portfolio_too_large_to_hold_gives_the_same(
    portfolio: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = list(metrics().values())
    held = list(compute(portfolio, chosen, as_of=AS_OF))
    monkeypatch.setattr("commonweal.measures.compute._HELD_COMMITS", 0)

    assert list(compute(portfolio, chosen, as_of=AS_OF)) == held


def test_empty_evidence_gives_nothing() -> None:
    engine = Engine()

    rows = list(compute(engine, metrics().values(), as_of=AS_OF))
    engine.close()

    assert rows == []


def test_a_moment_in_another_zone_is_the_same_moment(portfolio: Engine) -> None:
    there = AS_OF.astimezone(timezone(timedelta(hours=9)))
    chosen = [metrics()["commits"], metrics()["quiet_days"]]

    assert list(compute(portfolio, chosen, as_of=there)) == list(
        compute(portfolio, chosen, as_of=AS_OF)
    )


def test_a_parameter_that_is_a_moment_is_bound_as_one(portfolio: Engine) -> None:
    since_may = msgspec.structs.replace(
        metrics()["contributor_absence_factor"],
        parameters={"since": Parameter("TIMESTAMP", "2024-05-01", "From this day on.")},
        sql="select repository_id, period, count(*) as value from commits "
        "join periods on subject_id = repository_id "
        "where committed_at >= $since group by all order by all",
    )

    assert values(portfolio, since_may, months=0)["tool-fork", "now"] == 2


def day(year: int, month: int, number: int = 1) -> datetime:
    return datetime(year, month, number)  # noqa: DTZ001  as DuckDB's TIMESTAMP


def test_a_month_looks_back_from_its_own_end_and_the_running_one_stops_now() -> None:
    periods = periods_of("P12M", "P3M", until=day(2024, 3, 31), months=3, first=day(2010, 1))

    assert periods == (
        Period("now", day(2023, 3, 31), day(2024, 3, 31)),
        Period("2024-03", day(2024, 1), day(2024, 3, 31)),
        Period("2024-02", day(2023, 12), day(2024, 3)),
        Period("2024-01", day(2023, 11), day(2024, 2)),
    )


def test_no_month_ends_before_the_first_commit() -> None:
    periods = periods_of("all", "P1M", until=day(2024, 3, 2), months=60, first=day(2024, 1, 31))

    assert [period.period for period in periods] == ["now", "2024-03", "2024-02", "2024-01"]


def test_on_the_first_moment_of_a_month_no_month_is_running() -> None:
    periods = periods_of("P12M", "P1M", until=day(2024, 3), months=2, first=day(2010, 1))

    assert [(one.period, one.until) for one in periods[1:]] == [
        ("2024-02", day(2024, 3)),
        ("2024-01", day(2024, 2)),
    ]


@pytest.mark.parametrize(
    ("until", "since"),
    [
        (day(2024, 2, 29), day(2023, 2, 28)),
        (day(2024, 12, 31), day(2023, 12, 31)),
        (day(2024, 1, 1), day(2023, 1, 1)),
    ],
)
def test_a_year_back_from_any_day_is_a_day_that_exists(until: datetime, since: datetime) -> None:
    [now] = periods_of("P12M", None, until=until, months=60, first=day(2010, 1))

    assert (now.since, now.until) == (since, until)


def test_a_month_back_from_the_31st_is_the_last_day_of_a_shorter_month() -> None:
    [now] = periods_of("P1M", None, until=day(2023, 3, 31), months=60, first=day(2010, 1))

    assert now.since == day(2023, 2, 28)


def test_a_person_with_two_affiliations_at_once_commits_once_for_the_one_the_office_wrote(
    tmp_path: Path,
) -> None:
    evidence = Evidence(tmp_path)
    evidence.put("person", "portfolio", [(ADA, "ada", "Ada", False, "alone")])
    evidence.put(
        "affiliation",
        "portfolio",
        [
            ("ada", ADA, "city.example", None, None, "domain"),
            ("ada", ADA, "state.example", None, None, "domain"),
            ("ada", None, "City", "2024-05-01 00:00:00", "2024-06-01 00:00:00", "list"),
        ],
    )
    evidence.commits(
        "f", [("2024-04-10 00:00:00", ADA), ("2024-05-01 00:00:00", ADA), ("2024-06-01", ADA)]
    )
    evidence.repository("tool", "f", range(3))
    engine = evidence.open()

    rows = engine.rows(
        "select commit_no, organisation from commits where repository_id = 'tool' order by all"
    )
    engine.close()

    assert rows == [(0, "city.example"), (1, "City"), (2, "city.example")]


def test_a_repository_whose_tree_was_not_read_is_not_judged_by_what_it_lacks(
    tmp_path: Path,
) -> None:
    evidence = Evidence(tmp_path)
    file = ("LICENSE", 33188, 10, "00" * 20, "other", None, None, None)
    evidence.put("tree_file", "tool", [("tool", *file)])
    evidence.repository("tool", "f", range(1))
    evidence.repository("bare", "g", range(1))
    evidence.project("both", ["tool", "bare"])
    engine = evidence.open()

    found = values(engine, metrics()["code_of_conduct"])
    engine.close()

    assert found == {
        ("portfolio", "now"): 0,
        ("project:both", "now"): 0,
        ("tool", "now"): 0,
    }


def test_a_period_that_reaches_behind_a_shallow_clone_is_unknown(tmp_path: Path) -> None:
    evidence = Evidence(tmp_path)
    evidence.commits("f", [("2024-05-10 00:00:00", ADA), ("2024-06-10 00:00:00", ADA)])
    evidence.commits("g", [("2024-05-01 00:00:00", ADA)])
    evidence.cut("f", at=("2024-05-09 00:00:00", BO))
    evidence.repository("shallow", "f", range(10), is_shallow=True)
    evidence.repository("whole", "g", range(1))
    engine = evidence.open()

    found = values(engine, metrics()["commits"])
    quiet = values(engine, metrics()["quiet_days"], months=0)
    engine.close()

    assert found == {
        ("portfolio", "now"): 4,
        ("portfolio", "2024-05"): 3,
        ("portfolio", "2024-06"): 1,
        ("shallow", "2024-06"): 1,
        ("whole", "now"): 1,
        ("whole", "2024-05"): 1,
        ("whole", "2024-06"): 0,
    }
    assert quiet == {("portfolio", "now"): 5, ("shallow", "now"): 5, ("whole", "now"): 45}
