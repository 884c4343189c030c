# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""One collection of one repository, as a process of its own: what `run.py` times."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from commonweal.core.ids import FamilyId, RepositoryId
from commonweal.evidence import EvidenceStore, Manifest, Provenance, compact
from commonweal.sources.git.collect import FamilyTask, collect_family
from commonweal.sources.git.plan import Known, families, plan_repository


def main() -> None:
    """Collect a repository to a sealed generation of git tables; no files at HEAD, no site."""
    parser = argparse.ArgumentParser()
    parser.add_argument("repository", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--light", action="store_true", help="the graph stage alone")
    parser.add_argument("--workers", type=int, default=2)
    chosen = parser.parse_args()
    store = EvidenceStore(chosen.folder / "evidence")
    work = chosen.folder / "work"
    work.mkdir(parents=True, exist_ok=True)
    previous = store.current()
    known = _known(previous) if previous else None
    plan = plan_repository(RepositoryId("r"), chosen.repository, known, work=work)
    if plan.is_unchanged:
        return
    [(family_id, plans)] = families((plan,)).items()
    result = collect_family(
        FamilyTask(
            family_id=family_id,
            plans=plans,
            segments=(),
            is_light=chosen.light,
            jobs=chosen.workers,
            evidence=store.folder,
            work=work,
            secret=bytes(32),
            now=datetime.now(UTC),
            seconds=7200,
        )
    )
    writer = store.writer()
    provenance = Provenance("git", datetime.now(UTC)).values()
    segments = compact(writer, (), [result.delta], provenance, buckets=1)
    writer.close()
    manifest = Manifest(
        number=1,
        surveyed_at=datetime.now(UTC),
        tool_version="bench",
        git_version="",
        options={"family": family_id, "head": plan.refs.head, "digest": plan.digest},
        segments=segments,
    )
    store.commit(manifest)
    store.close_journals()


def _known(previous: Manifest) -> Known:
    options = previous.options
    return Known(FamilyId(options["family"]), options["head"], options["digest"], is_light=False)


if __name__ == "__main__":
    main()
