# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Every page, command and file shows slices of one list, so that they cannot disagree."""

from pathlib import Path

import pytest

from commonweal.insight.priorities import Step, steps_of, urgent_projects, urgent_steps
from commonweal.insight.reading import Reading
from commonweal.views import brief, overview, packages, project, projects, risk
from commonweal.views import next as next_
from tests.surfaces.world import Repository, World, build, portfolio, reading_of


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return build(tmp_path_factory.mktemp("priorities"), portfolio(14))


@pytest.fixture(scope="module")
def reading(world: World) -> Reading:
    return reading_of(world.engine())


def places(steps: tuple[Step, ...]) -> list[tuple[int, str]]:
    return [(step.number, step.id) for step in steps]


def test_every_page_shows_a_slice_of_one_list(reading: Reading) -> None:
    listed = places(steps_of(reading))

    assert [number for number, _ in listed] == list(range(1, len(listed) + 1))
    assert places(next_.page(reading).steps) == listed[:20]
    assert places(overview.page(reading).steps) == listed[:5]
    assert places(brief.page(reading).steps) == listed[:3]
    about = {step.id: step.topic for step in steps_of(reading)}
    assert places(risk.page(reading, limit=100).steps) == [
        place for place in listed if about[place[1]] in ("packages", "people")
    ]
    assert (
        places(packages.page(reading).steps)
        == [place for place in listed if about[place[1]] == "packages"][:12]
    )


def test_a_project_shows_its_own_steps_at_their_places_in_the_list(reading: Reading) -> None:
    everything = steps_of(reading)

    for entry in reading.entries:
        shown = steps_of(reading, entry.id)
        wanted = [
            (step.number, step.id)
            for step in everything
            if entry.id in {project.id for project in step.projects}
        ]
        assert places(shown) == wanted
        assert places(project.page(reading, entry.id).steps) == wanted[:5]
        assert all([one.id for one in step.projects] == [entry.id] for step in shown)


def test_a_repository_shares_the_steps_of_its_project(reading: Reading) -> None:
    several = next(entry for entry in reading.entries if len(entry.repository_ids) > 1)

    for repository_id in several.repository_ids:
        assert places(steps_of(reading, repository_id)) == places(steps_of(reading, several.id))


def test_the_table_of_projects_counts_the_serious_steps(reading: Reading) -> None:
    counted = {row.subject.id: row.reasons for row in projects.page(reading).rows}

    for entry in reading.entries:
        serious = [
            step
            for step in steps_of(reading, entry.id)
            if step.class_ in ("harm_now", "may_stop", "weak")
        ]
        assert counted[entry.id] == len(serious) == urgent_steps(reading).get(entry.id, 0)


def test_reasons_come_from_what_the_files_and_the_numbers_say(tmp_path: Path) -> None:
    world = build(
        tmp_path,
        [
            Repository("fine", "Fine"),
            Repository("bare", "Bare", is_licensed=False),
            Repository("gone", "Gone", is_read=False),
            Repository("calm", "Calm", is_quiet=True),
        ],
    )

    quiet = Reading(world.engine(), ())
    found = steps_of(quiet)

    said = {step.reason_id: [one.id for one in step.projects] for step in found}
    assert said["no_licence"] == ["bare"]
    assert said["unread"] == ["gone"]
    assert said["quiet"] == ["calm"]
    assert [step.class_ for step in found if step.reason_id == "no_licence"] == ["harm_now"]
    cannot_wait = {"harm_now", "may_stop"}
    urgent = {one.id for step in found if step.class_ in cannot_wait for one in step.projects}
    assert "bare" in urgent
    assert urgent_projects(quiet) == len(urgent - {"portfolio"})


def test_an_unread_tree_does_not_lack_a_licence(tmp_path: Path) -> None:
    """Unknown is not false: of what was not read nobody says that no licence was found."""
    world = build(tmp_path, [Repository("gone", "Gone", is_read=False, is_licensed=False)])

    found = steps_of(Reading(world.engine(), ()))

    assert "no_licence" not in {step.reason_id for step in found}


def test_a_step_says_why_it_stands_where_it_stands(reading: Reading) -> None:
    for step in steps_of(reading):
        assert step.why.class_ == step.class_
        assert step.why.worth == pytest.approx(step.why.settles / step.why.hours)
        assert step.reason.text
        assert step.remedy.text
        assert "{" not in step.reason.plain() + step.remedy.plain()
