# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Of how many projects something is true: what is not known is neither yes nor no."""

from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from commonweal.insight.findings import facts
from commonweal.insight.reading import Reading
from commonweal.insight.shares import Share, definitions, shares
from commonweal.measures.catalogue import metrics, probes
from tests.surfaces.world import Repository, World, build, portfolio, reading_of


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return build(tmp_path_factory.mktemp("shares"), portfolio(14))


def test_every_share_counts_a_probe_or_a_metric_that_is_there() -> None:
    for definition in definitions():
        assert bool(definition.probe) != bool(definition.metric)
        assert definition.probe in probes() or definition.metric in metrics()


def test_yes_no_and_not_known_are_all_projects(world: World) -> None:
    found = shares(reading_of(world.engine()))

    assert [share.id for share in found] == [definition.id for definition in definitions()]
    for share in found:
        assert share.met + share.not_met + share.unknown == share.all


def test_what_was_not_read_is_not_known(tmp_path: Path) -> None:
    world = build(tmp_path, [Repository("gone", "Gone", is_read=False)])

    assert {(share.met, share.not_met) for share in shares(reading_of(world.engine()))} == {(0, 0)}


def test_a_project_is_as_good_as_its_worst_repository(world: World) -> None:
    reading = reading_of(world.engine())
    outcomes = {
        entry.id: [
            fact.outcome for fact in facts(reading, entry) if fact.probe.id == "licence_approved"
        ]
        for entry in reading.entries
    }
    verdicts = [
        "not_met"
        if "false" in outcomes[entry.id]
        else "unknown"
        # A repository that could not be read says nothing.
        if "unknown" in outcomes[entry.id] or len(outcomes[entry.id]) < len(entry.repository_ids)
        else "met"
        for entry in reading.entries
    ]

    [licence] = [share for share in shares(reading) if share.id == "open_licence"]

    assert any(len(of) > 1 for of in outcomes.values())
    assert (licence.met, licence.not_met, licence.unknown) == tuple(
        verdicts.count(name) for name in ("met", "not_met", "unknown")
    )


def test_what_one_repository_of_a_project_says_is_not_said_of_an_unread_one(
    tmp_path: Path,
) -> None:
    read = Repository("a", "a", project="both")
    unread = Repository("c", "c", project="both", is_read=False)

    def known(*repositories: Repository) -> int:
        folder = tmp_path / str(len(repositories))
        return max(share.met for share in _probed(build(folder, repositories)))

    assert known(read) == 1
    assert known(read, unread) == 0


def _probed(world: World) -> list[Share]:
    """Shares that a probe counts."""
    probed = {definition.id for definition in definitions() if definition.probe}
    return [share for share in shares(reading_of(world.engine())) if share.id in probed]


def test_a_copy_that_ends_long_ago_is_not_counted_as_active(tmp_path: Path) -> None:
    world = build(tmp_path, [Repository("a", "A"), Repository("b", "B")])
    [active] = [share for share in shares(reading_of(world.engine())) if share.id == "active"]
    reading = reading_of(world.engine())
    now = reading.surveyed_at
    assert now is not None
    days = {"a": timedelta(days=90), "b": timedelta(days=91)}
    reading.entries = tuple(
        msgspec.structs.replace(entry, ends_at=now - days[entry.id]) for entry in reading.entries
    )

    [older] = [share for share in shares(reading) if share.id == "active"]

    assert (active.met, active.unknown) == (2, 0)
    assert (older.met, older.unknown) == (1, 1)


def test_without_probes_and_metrics_nothing_is_counted(world: World) -> None:
    assert shares(Reading(world.engine(), ())) == ()


def test_the_survey_before_is_compared_where_it_holds_the_same_projects(
    tmp_path: Path, world: World
) -> None:
    other = build(tmp_path, portfolio(3))

    same = shares(reading_of(world.engine(), previous=world.engine()))
    different = shares(reading_of(world.engine(), previous=other.engine()))

    assert [share.before for share in same] == [share.met for share in same]
    assert {share.before for share in different} == {None}
