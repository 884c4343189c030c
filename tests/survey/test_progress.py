# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A survey says where it is, and names each repository that it works on."""

import pytest

from commonweal.core.progress import Progress, Stage
from tests.gitkit import History, lines
from tests.measuring import little_measured
from tests.survey.office import Office

NAMES = {f"wells{number}" for number in range(6)}
COUNTED = (Stage.OPEN, Stage.COLLECT, Stage.PROBES)


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> list[Progress]:
    root = tmp_path_factory.mktemp("progress")
    targets = []
    for number, name in enumerate(sorted(NAMES)):
        history = History(root / f"{name}.git")
        history.commit({"b.py": lines(3, seed=number)})
        targets.append(history.write())
    told: list[Progress] = []
    with little_measured():
        Office(root / "office").survey(*targets, report=told.append)
    return told


@pytest.mark.parametrize("stage", COUNTED)
def test_each_repository_is_named_while_it_is_worked_on(
    reports: list[Progress], stage: Stage
) -> None:
    assert {told.name for told in reports if told.stage == stage} - {""} == NAMES


@pytest.mark.parametrize("stage", COUNTED)
def test_counts_go_up_to_the_whole(reports: list[Progress], stage: Stage) -> None:
    counts = [(told.done, told.total) for told in reports if told.stage == stage]

    assert counts == sorted(counts)
    assert len(set(counts)) >= 6
    assert counts[-1] == (6, 6)
