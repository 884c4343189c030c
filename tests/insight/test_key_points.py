# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The sentences of the first page: they come from the one list, and say no more than it holds."""

import re
from datetime import datetime
from pathlib import Path

import pytest

from commonweal.evidence import Engine
from commonweal.insight.key_points import KeyPoint, key_points, well_entries
from commonweal.insight.priorities import SERIOUS, Reason, reasons, steps_of
from commonweal.insight.queries import query
from commonweal.insight.reading import Reading
from commonweal.insight.shares import shares
from tests.surfaces.world import Repository, World, build, portfolio, reading_of

PLACEHOLDER = re.compile(r"\{(\w+)\}")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return build(tmp_path_factory.mktemp("points"), portfolio(14))


@pytest.fixture(scope="module")
def reading(world: World) -> Reading:
    return reading_of(world.engine())


@pytest.fixture(scope="module")
def points(reading: Reading) -> tuple[KeyPoint, ...]:
    return key_points(reading)


def test_the_worst_comes_first_as_in_the_list(
    reading: Reading, points: tuple[KeyPoint, ...]
) -> None:
    numbers = [point.step for point in points if point.step]
    steps = steps_of(reading)

    assert 3 <= len(points) <= 7
    assert numbers == sorted(numbers)
    assert all(steps[point.step - 1].reason_id == point.id for point in points if point.step)
    assert all(steps[point.step - 1].class_ == point.class_ for point in points if point.step)


def test_a_point_counts_the_projects_of_its_steps(
    reading: Reading, points: tuple[KeyPoint, ...]
) -> None:
    for point in points:
        of_reason = [
            step
            for step in steps_of(reading)
            if step.reason_id == point.id and step.class_ in SERIOUS
        ]
        projects = {project.id for step in of_reason for project in step.projects}
        if point.step and projects != {"portfolio"}:
            assert len(point.projects) + point.more == len(projects)
            assert {project.id for project in point.projects} <= projects


def test_every_reason_of_the_first_classes_has_a_sentence() -> None:
    for reason in reasons().values():
        if {reason.class_, *reason.grades.values()} & SERIOUS and reason.source != "gaps":
            assert reason.points, reason.id


def test_only_reasons_of_the_office_have_no_form_for_several() -> None:
    without = [reason.id for reason in reasons().values() if reason.points and not reason.singulars]

    assert without == ["advisories_missing"]


@pytest.mark.parametrize("reason", [r for r in reasons().values() if r.points], ids=lambda r: r.id)
def test_both_forms_of_a_sentence_name_the_number(reason: Reason) -> None:
    for name, singular in reason.singulars.items():
        named = set(PLACEHOLDER.findall(reason.points[name]))
        assert named == set(PLACEHOLDER.findall(singular))
        assert "num" in named


def test_nothing_is_left_to_fill(points: tuple[KeyPoint, ...]) -> None:
    assert all("{" not in point.text and point.text.endswith(".") for point in points)
    assert all("  " not in point.text and " :" not in point.text for point in points)


def test_one_project_is_named_and_several_are_counted(tmp_path: Path) -> None:
    alone = build(tmp_path / "a", [Repository("bare", "Bare", is_licensed=False)])
    several = build(
        tmp_path / "b", [Repository(name, name.title(), is_licensed=False) for name in "abcde"]
    )

    [of_one] = [p for p in key_points(Reading(alone.engine(), ())) if p.id == "no_licence"]
    [of_five] = [p for p in key_points(Reading(several.engine(), ())) if p.id == "no_licence"]

    assert of_one.text == (
        "No licence was found in the files of Bare: without one, nobody else may use it."
    )
    assert of_five.text == (
        "No licence was found in the files of 5 projects: A, B, C and 2 more. "
        "Without one, nobody else may use the software."
    )
    assert (len(of_five.projects), of_five.more) == (3, 2)


def test_who_is_well_is_in_no_serious_step(reading: Reading) -> None:
    """The other way round as well: who is in none is well."""
    troubled = {
        project.id
        for step in steps_of(reading)
        if step.class_ in SERIOUS
        for project in step.projects
    }
    well = {entry.id for entry in well_entries(reading)}

    assert well.isdisjoint(troubled)
    assert well | troubled >= {entry.id for entry in reading.entries}


def test_an_unread_project_is_not_well(tmp_path: Path) -> None:
    world = build(tmp_path, [Repository("gone", "Gone", is_read=False), Repository("fine", "Fine")])
    reading = Reading(world.engine(), ())

    assert "Gone" not in [entry.name for entry in well_entries(reading)]
    assert "gone" not in str([p.projects for p in key_points(reading) if p.is_good])


def test_nothing_surveyed_says_nothing(tmp_path: Path) -> None:
    assert key_points(Reading(build(tmp_path, []).engine(), ())) == ()


def test_a_file_was_last_changed_by_the_newest_commit_of_the_entry_that_touched_it() -> None:
    engine = Engine()
    keys = {"family_id": "VARCHAR", "commit_no": "INTEGER"}
    engine.offer_rows(
        "entries", {"entry_id": "VARCHAR", "repository_id": "VARCHAR"}, [("e", "r"), ("f", "s")]
    )
    engine.offer_rows("repository", {"repository_id": "VARCHAR"}, [("r",), ("s",)])
    engine.offer_rows(
        "repository_commit",
        {"repository_id": "VARCHAR", **keys},
        [("r", "x", 1), ("r", "x", 2), ("s", "x", 1), ("s", "x", 2), ("s", "x", 3)],
    )
    engine.offer_rows(
        "change",
        {**keys, "path": "VARCHAR"},
        [("x", 1, "LICENSE"), ("x", 2, "README"), ("x", 3, "LICENSE")],
    )
    engine.offer_rows(
        "commit",
        {**keys, "committed_at": "TIMESTAMP"},
        [("x", number, datetime(2026, 1, number)) for number in (1, 2, 3)],  # noqa: DTZ001
    )

    def last(entry: str, path: str) -> object:
        return engine.rows(query("last_changed"), entry=entry, path=path)[0][0]

    # The fork f has a third commit, which e does not have.
    assert last("e", "LICENSE") == datetime(2026, 1, 1)  # noqa: DTZ001
    assert last("f", "LICENSE") == datetime(2026, 1, 3)  # noqa: DTZ001
    assert last("e", "COPYING") is None
    engine.close()


def test_where_little_is_wrong_what_is_true_of_all_is_said(reading: Reading) -> None:
    """Never what is true of some, and never more than is needed."""
    found = shares(reading)
    everybody = {f"share.{share.id}" for share in found if share.met == share.all}

    said = key_points(reading, limit=1)

    assert everybody
    assert {point.id for point in said[1:]} <= everybody
    assert len(said) == min(3, 1 + len(everybody))
    assert all(point.text.endswith(f"{found[0].all} projects.") for point in said[1:])
