# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""How long probes take on clones, and how long verdicts take on many projects.

`python benchmarks/judging.py CLONE ...` asks every Python probe of each clone's
HEAD, once cold and then warm. `python benchmarks/judging.py --projects 1000` makes
up findings of so many projects and judges them by every standard.
"""

import argparse
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from commonweal.core.ids import RepositoryId
from commonweal.evidence import Engine, EvidenceStore, Manifest, Provenance
from commonweal.measures.catalogue import probes
from commonweal.measures.find import find_in_tree
from commonweal.sources.git.objects import GitObjects
from commonweal.sources.git.plan import plan_repository
from commonweal.sources.git.quarantine import quarantine
from commonweal.sources.tree import TreeRows, collect_tree
from commonweal.standards.assess import assess
from commonweal.standards.catalogue import standards

RUNS = 5
OUTCOMES = ("true", "true", "false", "unknown")


def main() -> None:
    """Measure what was asked for, a line each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("clones", nargs="*", type=Path)
    parser.add_argument("--projects", type=int, default=0)
    arguments = parser.parse_args()
    for clone in arguments.clones:
        _ask(clone)
    if arguments.projects:
        _judge(arguments.projects)


def _ask(clone: Path) -> None:
    rows = _tree(clone)
    times = []
    for _ in range(RUNS):
        tree = rows.tree()
        started = time.perf_counter()
        find_in_tree(tree, probes().values())
        times.append(time.perf_counter() - started)
    print(
        f"{clone.name}: {len(rows.files):,} files, {len(probes())} probes, "
        f"first {times[0]:.2f} s, then {statistics.median(times[1:]):.2f} s"
    )


def _tree(clone: Path) -> TreeRows:
    with tempfile.TemporaryDirectory() as work:
        plan = plan_repository(RepositoryId("r"), clone, None, work=Path(work))
        with quarantine(plan.source, Path(work), seconds=600) as view:
            return collect_tree(GitObjects(view), repository_id="r", head=plan.refs.head)


def _judge(count: int) -> None:
    now = datetime.now(tz=UTC)
    with tempfile.TemporaryDirectory() as folder:
        store = EvidenceStore(Path(folder))
        writer = store.writer()
        provenance = Provenance("benchmark", now).values()
        segments = [
            writer.write(table, "portfolio", rows, provenance) for table, rows in _made_up(count)
        ]
        writer.close()
        manifest = Manifest(1, now, "0", "0", {}, tuple(segment for segment in segments if segment))
        engine = Engine(store.segments_folder, manifest)
        started = time.perf_counter()
        assessed = assess(engine, standards(), probes(), (), surveyed_at=now)
        seconds = time.perf_counter() - started
        engine.close()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{count:,} projects, {len(standards())} standards: {len(assessed.verdicts):,} verdicts "
        f"in {seconds:.1f} s, {memory} MiB at most"
    )


def _made_up(count: int) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    chance = random.Random(1)  # noqa: S311  always the same
    ids = [f"r{number}" for number in range(count)]
    yield (
        "repository",
        [
            (id_, id_, f"/{id_}", "f", "main", "c", "sha1", "d", False, False, True, None, True)
            for id_ in ids
        ],
    )
    yield "project", [(id_, id_, None, id_, 1.0) for id_ in ids]
    asked = probes().values()
    yield (
        "finding",
        [
            (id_, probe.id, 1, chance.choice(OUTCOMES), "x", "{}", len(probe.labels))
            for id_ in ids
            for probe in asked
        ],
    )
    yield (
        "finding_place",
        [
            (id_, probe.id, number, chance.choice(OUTCOMES), "a", 1, label)
            for id_ in ids
            for probe in asked
            for number, label in enumerate(probe.labels)
        ],
    )


if __name__ == "__main__":
    main()
