# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What pages show is what the evidence says, and what it does not say is unknown with a reason."""

import re
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from commonweal.core.problem import InputMissing
from commonweal.insight.changes import Named, shifts, since
from commonweal.insight.reading import Reading
from commonweal.views import (
    about,
    brief,
    metric,
    metrics,
    overview,
    problems,
    project,
    projects,
    standard,
)
from commonweal.views.caveats import Caveat, caveats
from commonweal.views.projects import DEFAULT, Order
from commonweal.views.registry import pages
from tests.surfaces.world import Repository, World, build, definitions, reading_of


def said(reading: Reading, subject: str, metric_id: str, period: str = "now") -> float | None:
    rows = reading.engine.rows(
        "select value from metric_value where subject_id = $subject and metric_id = $metric "
        "and period = $period and label is null",
        subject=subject,
        metric=metric_id,
        period=period,
    )
    return rows[0][0] if rows else None


def test_every_number_of_a_project_is_the_evidence_s_own(reading: Reading) -> None:
    for subject in ("project:service-0", "licence-2", "portfolio"):
        page = project.page(reading, subject)
        shown = {f.metric.id: f.value for topic in page.topics for f in topic.figures}
        assert shown == {id_: said(reading, subject, id_) for id_ in shown}
        assert len(shown) == sum(1 for m in definitions() if not m.breakdown)


def test_charts_show_ended_months_only_and_the_evidence_s_own_numbers(reading: Reading) -> None:
    page = project.page(reading, "project:service-0")

    assert len(page.charts) == 6
    for chart in page.charts:
        assert (chart.points[0].first, chart.points[-1].last) == ("2021-04", "2026-02")
        assert [point.high for point in chart.points] == [
            said(reading, "project:service-0", chart.metric.id, point.first)
            for point in chart.points
        ]


def test_a_page_of_a_standard_is_made_of_the_verdicts_on_projects_of_other_pages(
    world: World,
) -> None:
    """The counts of each control are those of all projects."""
    made_of = pages()["standard"].inputs
    assert made_of
    engine = world.engine()
    first = standard.page(reading_of(engine), "reuse")
    control = first.groups[0].rows[0].control.number
    changed = (
        f"select * replace (case when subject_id = '{first.subjects[0].id}' "
        f"and control_id = '{control}' then 'changed' else verdict end as verdict) "
        "from main.verdict"
    )
    before = made_of(reading_of(engine), "reuse", 2)

    with engine.derived("verdict", changed):
        after = made_of(reading_of(engine), "reuse", 2)

    assert made_of(reading_of(engine), "reuse", 2) == before
    assert after != before


def test_a_trend_is_the_number_now_against_the_same_window_a_year_before(reading: Reading) -> None:
    figure = reading.figure(reading.portfolio, reading.by_id["contributors"])

    assert figure.trend is not None
    assert (figure.trend.before, figure.trend.after) == (
        said(reading, "portfolio", "contributors", "year_ago"),
        said(reading, "portfolio", "contributors"),
    )


def test_a_monthly_trend_is_the_mean_of_two_years(reading: Reading) -> None:
    figure = reading.figure(reading.portfolio, reading.by_id["commits"])
    # The window of the total: twelve months that end with the survey, and the same a year ago.
    totals = [said(reading, "portfolio", "commits", period) for period in ("year_ago", "now")]

    assert figure.trend is not None
    assert [figure.trend.before, figure.trend.after] == [
        pytest.approx(total / 12) for total in totals if total
    ]


def test_a_whole_of_copies_that_end_months_apart_is_not_compared(reading: Reading) -> None:
    whole = reading.portfolio
    older = {
        id_: msgspec.structs.replace(subject, ends_at=datetime(2025, 12, 1, tzinfo=UTC))
        if id_ == whole.repository_ids[0]
        else subject
        for id_, subject in reading.subjects.items()
    }
    mixed = Reading(reading.engine, definitions())
    mixed.__dict__["subjects"] = older

    assert mixed.trend(whole, "commits") is None
    assert mixed.trend(older[whole.repository_ids[1]], "commits") is not None
    assert next(caveat.kind for caveat in caveats(mixed, whole)) == "older"


def test_breakdowns_show_the_largest_parts_and_count_the_rest(reading: Reading) -> None:
    page = project.page(reading, "project:service-0")
    languages = next(b for b in page.breakdowns if b.metric.id == "languages")
    expected = reading.engine.rows(
        "select label, value from metric_value where subject_id = 'project:service-0' "
        "and metric_id = 'languages' order by value desc, label limit 8"
    )

    assert [(part.label, part.value) for part in languages.parts] == expected
    assert languages.more == 2


def test_a_project_of_one_repository_may_lean_on_the_repository_s_numbers(tmp_path: Path) -> None:
    world = build(tmp_path, [Repository("r", "R", "p")], values="repositories")
    reading = Reading(world.engine(), definitions())

    shown = project.page(reading, "project:p")

    assert said(reading, "project:p", "commits") is None
    assert shown.tiles[0].figure.value == said(reading, "r", "commits")
    assert len(shown.charts) == 6


def test_the_unread_the_light_and_the_shallow_say_why_a_number_is_unknown(
    reading: Reading,
) -> None:
    lines = reading.by_id["lines_changed"]
    unread = reading.subjects["permit-11"]
    shallow = reading.subjects["transit-12"]
    light = reading.subjects["health-13"]

    assert [reading.figure(s, lines).why for s in (unread, light)] == ["not_read", "light"]
    assert reading.figure(unread, lines).value is None
    assert caveats(reading, shallow) == (Caveat("shallow", 1, 1),)
    assert caveats(reading, unread) == (Caveat("not_read", 1, 1),)


def test_unknown_numbers_stand_last_in_both_directions(reading: Reading) -> None:
    place = [m.id for m in projects.columns(reading)].index("contributors")

    def column(*, is_descending: bool) -> list[float | None]:
        page = projects.page(reading, Order("contributors", is_descending=is_descending))
        return [row.figures[place].value for row in page.rows]

    up, down = column(is_descending=False), column(is_descending=True)
    known = [value for value in up if value is not None]
    assert known == sorted(known)
    assert [v for v in down if v is not None] == known[::-1]
    assert up[len(known) :] == down[len(known) :] == [None] * (len(up) - len(known))


def test_every_order_has_the_same_projects(reading: Reading) -> None:
    everything = {row.subject.id for row in projects.page(reading, DEFAULT).rows}

    assert len(everything) == len(reading.entries) == 12
    for order in projects.orders(reading):
        assert {row.subject.id for row in projects.page(reading, order).rows} == everything


def test_a_column_head_leads_to_the_largest_first_then_turns_round(reading: Reading) -> None:
    heads = {c.key: (c.sorted, c.leads_to.slug) for c in projects.page(reading).columns}

    assert heads["name"] == ("ascending", "name-down")
    assert heads["commits"] == ("none", "commits-down")
    turned = projects.page(reading, Order("commits", is_descending=True))
    assert {c.key: (c.sorted, c.leads_to.slug) for c in turned.columns}["commits"] == (
        "descending",
        "commits-up",
    )


def test_a_ranking_gives_equal_values_one_place_and_the_better_first(reading: Reading) -> None:
    page = metric.page(reading, "contributor_absence_factor")
    ranks = [row.rank for row in page.ranking]
    numbers = [row.figure.value or 0 for row in page.ranking]

    assert numbers == sorted(numbers, reverse=True)
    assert ranks == [1 + sum(1 for other in numbers if other > value) for value in numbers]
    assert len(page.ranking) + page.unknown == len(reading.entries)


def test_a_metric_page_has_its_whole_query_without_the_file_s_licence(reading: Reading) -> None:
    page = metric.page(reading, "contributors")

    assert "SPDX" not in page.sql
    kept = [line for line in page.metric.sql.splitlines() if "SPDX" not in line]
    assert page.sql.splitlines() == kept


def test_the_index_holds_every_metric_once_under_its_topic(reading: Reading) -> None:
    page = metrics.page(reading)

    listed = [(t.name, m.figure.metric.id) for t in page.topics for m in t.metrics]
    assert sorted(listed) == sorted((m.topic, m.id) for m in definitions())
    assert [t.name for t in page.topics] == [
        "activity", "people", "organisations", "code", "releases", "licences", "care",
    ]  # fmt: skip


def test_two_generations_are_compared_by_their_headline_numbers(
    world: World, earlier: World
) -> None:
    reading = Reading(world.engine(), definitions(), previous=earlier.engine())

    found = since(reading)

    assert found is not None
    assert (found.number, found.added, found.gone) == (
        1,
        (Named("project:tool-14", "Tool 14"),),
        (),
    )
    assert (found.is_comparable, found.shifts) == (False, ())
    before = Reading(earlier.engine(), definitions())
    moved = shifts(reading, before)
    for shift in moved:
        assert shift.trend.before == said(before, "portfolio", shift.metric.id)
        assert shift.trend.after == said(reading, "portfolio", shift.metric.id)
        assert shift.trend.before != shift.trend.after
    assert len(moved) >= 3


def test_the_first_generation_has_nothing_to_compare(reading: Reading) -> None:
    assert since(reading) is None


def test_first_page_and_brief_say_the_same(reading: Reading) -> None:
    first, short = overview.page(reading), brief.page(reading)

    assert short.points == first.points
    assert short.shares == first.shares
    assert short.tiles == first.tiles[:3]
    assert short.steps == first.steps[:3]
    assert (short.projects, short.problems) == (first.projects, first.problems) == (12, 1)
    assert [tile.figure.value for tile in first.tiles] == [
        said(reading, "portfolio", tile.figure.metric.id) for tile in first.tiles
    ]


def test_problems_are_grouped_and_tell_no_folder(tmp_path: Path) -> None:
    rows = [
        ("r", "lines", "missing", f"{n} of /srv/clones/r is gone", "Clone it again.", f"a/{n}")
        for n in range(5)
    ]
    world = build(tmp_path, [Repository("r", "R", locator="/srv/clones/r")], problems=rows)

    page = problems.page(Reading(world.engine(), definitions()))

    [one] = page.repositories
    assert (page.total, one.name, one.subject_id) == (5, "R", "r")
    [found] = one.difficulties
    assert (found.count, found.places) == (5, ("a/0", "a/1", "a/2"))
    assert (found.what, found.fix) == ("0 of r is gone", "Clone it again.")


def test_about_counts_the_rows_that_the_manifest_lists(reading: Reading) -> None:
    page = about.page(reading)

    assert (page.number, page.git_version) == (2, "2.50.0")
    for table in page.tables:
        assert re.fullmatch(r"[a-z_]+", table.name)
        [(rows,)] = reading.engine.rows(f'select count(*) from "{table.name}"')
        assert table.rows == rows
    assert {(s.name, s.value) for s in page.settings} == {("workers", "2"), ("targets", "registry")}


def test_a_page_of_nothing_is_refused_by_name(reading: Reading) -> None:
    with pytest.raises(InputMissing, match="no project or repository nothing"):
        project.page(reading, "nothing")
    with pytest.raises(InputMissing, match="no metric nothing"):
        metric.page(reading, "nothing")
