# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What a survey works out once when it seals, so that readers need not."""

import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from commonweal.evidence import DERIVED, Engine, derived
from tests.gitkit import BO, History, lines
from tests.survey.office import Office

pytestmark = pytest.mark.usefixtures("little_is_measured")

CORE = "select repository_id, rank, files, files_left, all_files from core_people order by all"
USES = "select repository_id, purl, versions, projects from package_uses order by all"


def test_derived_tables_are_read_without_what_they_were_made_of(tmp_path: Path) -> None:
    """Readers take the stored rows: nothing is worked out again from the many below them."""
    history, office = History(tmp_path / "r.git"), Office(tmp_path / "office")
    history.commit({"a.py": lines(9), "b.py": lines(8), "requirements.txt": b"six==1.16.0\n"})
    office.survey(history.write())
    store = office.workspace.store
    manifest = store.current()
    assert manifest

    ground = {"change", "commit", "package_needed"}
    kept = tuple(segment for segment in manifest.segments if segment.table not in ground)
    engine = Engine(store.segments_folder, msgspec.structs.replace(manifest, segments=kept))

    assert len(kept) <= len(manifest.segments) - len(ground)
    assert manifest.options[DERIVED].split() == [f"{name}={by}" for name, by in derived().items()]
    assert engine.rows(CORE) == [
        ("portfolio", 1, 2, 2, 2),
        ("project:r", 1, 2, 2, 2),
        ("r", 1, 2, 2, 2),
    ]
    assert engine.rows(USES) == [
        (subject, "pkg:pypi/six", 1, 1) for subject in ("portfolio", "project:r", "r")
    ]
    engine.close()


def test_derived_tables_follow_the_next_survey(tmp_path: Path) -> None:
    history, office = History(tmp_path / "r.git"), Office(tmp_path / "office")
    history.commit({"a.py": lines(9)})
    office.survey(history.write())
    history.commit({"b.py": lines(8), "c.py": lines(7)}, author=BO)
    office.survey(history.write())

    assert [row for row in office.rows(CORE) if row[0] == "r"] == [("r", 1, 2, 3, 3)]


def test_what_a_killed_process_left_beside_the_evidence_is_removed(tmp_path: Path) -> None:
    history, office = History(tmp_path / "r.git"), Office(tmp_path / "office")
    history.commit({"a.py": lines(9)})
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    left = office.workspace.store.folder / f"spill-{ended.pid}-1"
    left.mkdir(parents=True)

    office.survey(history.write())

    assert list(office.workspace.store.folder.glob("spill-*")) == []
