# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Answers that are joined when evidence is read say just what judging everybody anew would."""

import fcntl
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from commonweal.evidence import Engine
from commonweal.ledger import Answer, Ledger
from commonweal.measures.catalogue import probes
from commonweal.standards.answers import answer_rows, given
from commonweal.standards.assess import assess
from commonweal.standards.catalogue import standards
from commonweal.standards.joining import join_answers
from commonweal.survey import record
from commonweal.workspace import Workspace
from tests.surfaces.world import World, build, portfolio

NOW = datetime(2026, 4, 1, tzinfo=UTC)
TABLES = ("verdict", "obstacle", "standing")
ORDERED = {
    "verdict": "subject_id, standard_id, control_id, verdict, basis, evidence, suggested, fact, "
    "because, link, stated_at, due_at, is_overdue",
    "obstacle": "subject_id, standard_id, control_id, asks, fact",
    "standing": "subject_id, standard_id, met, not_met, unknown, not_applicable, level_no, score",
}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return build(tmp_path_factory.mktemp("joining"), portfolio(9))


def stated(subject: str, control: str, verdict: str = "met", **more: Any) -> Answer:
    return Answer(subject, control, verdict, "We said so.", "Ngozi", NOW, **more)


def opened(world: World, answers: Sequence[Answer], *, asked_at: datetime = NOW) -> Engine:
    """Open the evidence with answers joined."""
    rows = answer_rows(answers, ledger_no=len(answers), asked_at=asked_at)
    engine = Engine(world.store.segments_folder, world.manifest, given={"answer": rows})
    join_answers(engine, standards(), probes(), asked_at=asked_at)
    return engine


def tables(engine: Engine) -> Mapping[str, list[tuple[Any, ...]]]:
    return {
        name: engine.rows(f'select {ORDERED[name]} from "{name}" order by all') for name in TABLES
    }


def judged_anew(world: World, answers: Sequence[Answer]) -> Mapping[str, list[tuple[Any, ...]]]:
    """Judge everybody with the answers at hand, as one step."""
    engine = Engine(world.store.segments_folder, world.manifest)
    found = assess(engine, standards(), probes(), list(given(answers)), surveyed_at=NOW)
    evidence = engine
    with (
        evidence.relation("v", columns(evidence, "verdict"), found.verdicts),
        evidence.relation("o", columns(evidence, "obstacle"), found.obstacles),
        evidence.relation("s", columns(evidence, "standing"), found.results),
    ):
        said = {
            name: evidence.rows(f"select {ORDERED[name]} from {name[0]} order by all")
            for name in TABLES
        }
    engine.close()
    return said


def columns(engine: Engine, table: str) -> Mapping[str, str]:
    origin = ("source", "collected_at", "tool_version")
    return {k: v for k, v in engine.columns(table).items() if k not in origin}


def of_subjects(rows: Sequence[tuple[Any, ...]], subjects: set[str]) -> list[tuple[Any, ...]]:
    return [row for row in rows if row[0] in subjects]


def test_joining_is_judging_anew_for_who_answered(world: World) -> None:
    subjects = {"project:service-0", "project:tool-4", "portfolio"}
    dpg = next(one for one in standards()["dpg"].control if one.settle == "answer")
    office = next(one for one in standards().values() if one.subject == "office")
    answers = [
        stated("project:service-0", f"dpg/{dpg.id}"),
        stated("project:tool-4", f"dpg/{dpg.id}", "not_met"),
        stated("portfolio", f"{office.id}/{office.control[0].id}"),
    ]

    engine = opened(world, answers)

    joined, anew = tables(engine), judged_anew(world, answers)
    engine.close()
    for name in TABLES:
        assert of_subjects(joined[name], subjects) == of_subjects(anew[name], subjects)
    said = {(row[0], row[1], row[2]): row[3] for row in joined["verdict"]}
    assert said["project:service-0", "dpg", dpg.id] == "met"
    assert said["project:tool-4", "dpg", dpg.id] == "not_met"


def test_who_did_not_answer_keeps_the_stored_rows(world: World) -> None:
    plain = Engine(world.store.segments_folder, world.manifest)
    before = tables(plain)
    plain.close()

    engine = opened(world, [stated("project:service-0", "dpg/1")])

    after = tables(engine)
    engine.close()
    others = {row[0] for row in before["verdict"]} - {"project:service-0"}
    assert others
    for name in TABLES:
        assert of_subjects(after[name], others) == of_subjects(before[name], others)
    assert after["verdict"] != before["verdict"]


def test_an_answer_on_an_advisory_holds_until_it_ends(world: World) -> None:
    plain = Engine(world.store.segments_folder, world.manifest)
    [(home, advisory)] = plain.rows(
        "select home_id, advisory_id from exposures where repository_id = 'portfolio' limit 1"
    )
    plain.close()
    answer = stated(
        home, f"advisory/{advisory}", "not_affected", expires_at=NOW + timedelta(days=10)
    )

    def is_open(asked_at: datetime) -> bool:
        engine = opened(world, [answer], asked_at=asked_at)
        rows = engine.rows(
            "select bool_or(is_open) from exposures where repository_id = 'portfolio' "
            "and home_id = $home and advisory_id = $advisory",
            home=home,
            advisory=advisory,
        )
        engine.close()
        return bool(rows[0][0])

    assert not is_open(NOW)
    assert not is_open(NOW + timedelta(days=9))
    assert is_open(NOW + timedelta(days=11))


def test_recording_waits_for_no_survey(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    workspace.folder.mkdir()
    with (workspace.folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)

        record(workspace, [stated("portfolio", "ggi/1")])

        assert [one.control_id for one in workspace.answers()] == ["ggi/1"]


def test_reading_takes_no_lock_on_the_ledger(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    record(workspace, [stated("portfolio", "ggi/1")])
    writer = sqlite3.connect(workspace.folder / "ledger.sqlite")
    writer.execute("begin immediate")

    read = workspace.answers()

    writer.rollback()
    writer.close()
    assert len(read) == 1


def test_reading_makes_no_ledger(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)

    assert (workspace.answers(), workspace.answers_recorded()) == ((), 0)
    assert not workspace.folder.exists()


def test_answers_of_a_moment_are_those_that_held_then(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.sqlite")
    earlier = NOW - timedelta(days=30)
    ledger.record(Answer("portfolio", "ggi/1", "not_met", "No.", "Ngozi", earlier))
    ledger.record(stated("portfolio", "ggi/1"))

    then, now = ledger.current_answers(until=earlier), ledger.current_answers()

    ledger.close()
    assert [one.verdict for one in (*then, *now)] == ["not_met", "met"]


def test_a_recorded_answer_survives_a_kill(tmp_path: Path) -> None:
    script = (
        "import os, signal, sys\n"
        "from datetime import UTC, datetime\n"
        "from pathlib import Path\n"
        "from commonweal.ledger import Answer\n"
        "from commonweal.survey import record\n"
        "from commonweal.workspace import Workspace\n"
        "now = datetime(2026, 4, 1, tzinfo=UTC)\n"
        "answer = Answer('portfolio', 'ggi/1', 'met', 'x', 'y', now)\n"
        "record(Workspace(Path(sys.argv[1])), [answer])\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )

    done = subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=False)

    assert done.returncode == -signal.SIGKILL
    assert [one.control_id for one in Workspace(tmp_path).answers()] == ["ggi/1"]
