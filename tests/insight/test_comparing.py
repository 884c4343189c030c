# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Side by side, each number is the one that its own page shows, and a row has one scale."""

from pathlib import Path

import pytest

from commonweal.insight.comparing import compared, judged, months_between
from commonweal.insight.groups import kinds
from commonweal.insight.reading import Reading
from commonweal.insight.shares import shares
from commonweal.views.compare import is_there
from tests.surfaces.world import MINISTRY, TEAM, build, portfolio, reading_of


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    return reading_of(build(tmp_path_factory.mktemp("world"), portfolio(30)).engine())


def test_each_number_is_that_of_its_subject_and_a_row_has_one_scale(reading: Reading) -> None:
    subjects = reading.entries[:3]
    months = months_between(reading, "2025-03", "2025-05")

    rows = list(compared(reading, subjects, reading.metrics, months))

    assert months == ("2025-03", "2025-04", "2025-05")
    assert len(rows) > 20
    for row in rows:
        metric = reading.by_id[row.metric.id]
        assert row.figures == tuple(reading.figure(subject, metric) for subject in subjects)
        values = [month.value for series in row.months for month in series]
        assert row.highest == max((value for value in values if value is not None), default=0)
        for subject, series in zip(subjects, row.months, strict=False):
            assert [month.period for month in series] == [*months]
            whole = {m.period: m.value for m in reading.months(subject).get(metric.id, ())}
            assert [month.value for month in series] == [whole.get(name) for name in months]
    assert any(row.months for row in rows)


def test_what_was_never_read_is_not_known_and_not_zero(reading: Reading) -> None:
    unread = next(one for one in reading.subjects.values() if one.read == 0)

    [row] = compared(reading, [reading.entries[0], unread], [reading.by_id["commits"]], ())

    assert row.figures[0].value
    assert row.figures[1].value is None


def test_standards_of_each_are_its_own(reading: Reading) -> None:
    subjects = reading.entries[:2]

    found = list(judged(reading, subjects))

    assert {row.standard.id for row in found} == {
        id_ for id_, standard in reading.standards.items() if standard.subject != "office"
    }


def test_months_go_two_years_back_where_nothing_is_said(reading: Reading) -> None:
    months = months_between(reading, "", "")

    assert (len(months), months[-1]) == (24, reading.last_month)


def test_groups_stand_side_by_side_with_who_is_in_none(reading: Reading) -> None:
    found = {kind.name: kind for kind in kinds(reading)}

    assert [*found] == ["ministry", "team"]
    [ministry], [team] = found["ministry"].groups, found["team"].groups
    assert (ministry.name, team.name) == (MINISTRY[1], TEAM[1])
    assert team.projects == sum(TEAM in one.groups for one in portfolio(30))
    assert found["team"].without == len(reading.entries) - team.projects
    for group in (ministry, team):
        with reading.within(group.id) as of_group:
            alone = {share.id: (share.met, share.unknown, share.all) for share in shares(of_group)}
            assert len(of_group.entries) == group.projects
        assert {s.id: (s.met, s.unknown, s.all) for s in group.shares} == alone


@pytest.mark.parametrize("projects", [1, 2, 6, 7])
def test_few_projects_have_a_page_side_by_side(tmp_path: Path, projects: int) -> None:
    alone = tuple(one._replace(project=f"tool-{one.id}") for one in portfolio(projects))

    assert is_there(reading_of(build(tmp_path, alone).engine())) is (projects in {2, 6})
