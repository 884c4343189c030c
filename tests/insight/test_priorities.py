# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Every page, command and file shows slices of one list, so that they cannot disagree."""

from pathlib import Path

import msgspec
import pytest

from commonweal.insight.priorities import (
    Step,
    listing,
    steps_of,
    steps_of_subjects,
    urgent_steps,
)
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


def context_of(steps: tuple[Step, ...], id_: str) -> tuple[str, str]:
    [step] = [step for step in steps if step.id == id_]
    return step.reason.context, step.remedy.context


@pytest.mark.parametrize(
    ("id_", "of_several", "of_one", "remedy"),
    [
        # A reason of its own has a sentence for several; where it names no number, one will do.
        ("quiet", "quiet.reasons.quiet_many", "quiet.reasons.quiet", "quiet.remedies.ask"),
        (
            "no_licence",
            "no_licence.reasons.none",
            "no_licence.reasons.none",
            "no_licence.remedies.choose",
        ),
        # Of one project the probe says what it found there.
        (
            "secret_in_files:secrets_in_tree",
            "secret_in_files.reasons.many",
            "secrets_in_tree.reasons.",
            "secrets_in_tree.remedy",
        ),
        (
            "standard_gap:reuse_headers",
            "standard_gap.reasons.asked",
            "reuse_headers.reasons.",
            "reuse_headers.remedy",
        ),
        (
            "open_questions",
            "open_questions.reasons.open_many",
            "open_questions.reasons.open",
            "open_questions.remedies.answer",
        ),
    ],
)
def test_a_step_for_several_projects_is_said_without_what_was_found_in_one(
    id_: str, of_several: str, of_one: str, remedy: str, reading: Reading
) -> None:
    everything = steps_of(reading)
    [step] = [step for step in everything if step.id == id_]
    of_project = context_of(steps_of(reading, step.projects[0].id), id_)

    assert len(step.projects) > 1
    assert context_of(everything, id_) == (of_several, remedy)
    assert of_project[0].startswith(of_one)
    assert not of_project[0].endswith("many")
    assert of_project[1] == remedy


def test_an_upgrade_is_said_with_its_package_and_what_it_settles(reading: Reading) -> None:
    [step] = [step for step in steps_of(reading) if step.target == "pkg:npm/shared"]

    assert step.probe is None
    assert step.effort == "days"
    assert {name: step.reason.values[name] for name in ("advisories", "severity")} == {
        "advisories": 1,
        "severity": "critical",
    }


def test_only_questions_are_answered_and_all_else_is_done(reading: Reading) -> None:
    found = {step.reason_id: step.kind for step in steps_of(reading)}

    assert found == {**dict.fromkeys(found, "do"), "open_questions": "answer"}


def test_a_step_names_the_probe_that_shows_it_and_the_controls_it_settles(
    reading: Reading,
) -> None:
    for step in steps_of(reading):
        is_of_probe = step.target in reading.probes
        assert (step.probe.id if step.probe else "") == (step.target if is_of_probe else "")
        settled = [control.id.partition("/")[0] for control in step.settles]
        assert [standard.id for standard in step.standards] == list(dict.fromkeys(settled))


def test_many_subjects_have_the_steps_that_each_of_them_has(reading: Reading) -> None:
    ids = [entry.id for entry in reading.entries]
    assert len(ids) >= 8

    together = steps_of_subjects(reading, ids)

    assert together == {id_: steps_of(reading, id_) for id_ in ids}
    assert any(together.values())
    assert steps_of_subjects(reading, ids[:2]) == {id_: together[id_] for id_ in ids[:2]}


def test_steps_of_some_topics_keep_their_places(reading: Reading) -> None:
    about = steps_of(reading, topics=("security", "licence"))

    assert about == tuple(
        step for step in steps_of(reading) if step.topic in ("security", "licence")
    )
    assert listing(reading, topics=("packages",), limit=1).more > 0


def test_of_a_project_that_is_not_there_nothing_is_to_be_done(reading: Reading) -> None:
    assert steps_of(reading, "project:elsewhere") == ()


def test_a_gap_settles_the_controls_that_its_probe_keeps_a_project_from(reading: Reading) -> None:
    rows = reading.engine.rows(
        "select split_part(fact, ':', 1), list(distinct standard_id || '/' || control_id) "
        "from obstacle where asks = 'fact' group by all"
    )
    asked = {probe_id: set(controls) for probe_id, controls in rows}

    gaps = [step for step in steps_of(reading) if step.reason_id == "standard_gap"]

    assert gaps
    for step in gaps:
        controls = {control.id for control in step.settles}
        assert controls
        assert controls <= asked[step.target]


def test_numbers_of_a_project_stand_in_its_sentences(reading: Reading) -> None:
    [step] = [step for step in steps_of(reading) if step.id == "quiet"]
    [own] = [own for own in steps_of(reading, step.projects[0].id) if own.id == "quiet"]

    assert own.reason.values == {"days": 84}


def test_gaps_in_standards_are_asked_for_where_the_office_chose_them_or_chose_none(
    world: World, reading: Reading
) -> None:
    options = {**world.manifest.options, "standards": '{"reuse": 1.0}'}
    manifest = msgspec.structs.replace(world.manifest, options=options)
    chosen = reading_of(world._replace(manifest=manifest).engine())

    def classes(of: Reading) -> dict[str, str]:
        return {
            step.target: step.class_
            for step in steps_of(of)
            if step.kind != "answer" and step.reason_id == "standard_gap"
        }

    assert set(classes(reading).values()) == {"asked"}
    asked = {target for target, class_ in classes(chosen).items() if class_ == "asked"}
    assert asked == {"reuse_headers", "reuse_licence_ids", "reuse_licence_texts"}
    assert set(classes(chosen).values()) == {"asked", "polish"}
