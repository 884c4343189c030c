# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What a survey works out once when it seals, so that readers need not."""

import subprocess
import sys
from pathlib import Path

from commonweal.evidence import DERIVED, derived
from commonweal.evidence.segments import segment_path
from tests.gitkit import BO, History, lines
from tests.survey.office import Office

CORE = "select repository_id, rank, files, files_left, all_files from core_people order by all"
USES = "select repository_id, purl, versions, projects from package_uses order by all"


def lose(office: Office, *names: str) -> None:
    """Take away the segments of tables."""
    manifest = office.workspace.store.current()
    assert manifest
    for segment in manifest.segments:
        if segment.table in names:
            segment_path(office.workspace.store.segments_folder, segment.sha256).unlink()


def test_derived_tables_are_read_without_what_they_were_made_of(tmp_path: Path) -> None:
    history, office = History(tmp_path / "r.git"), Office(tmp_path / "office")
    history.commit({"a.py": lines(9), "b.py": lines(8), "requirements.txt": b"six==1.16.0\n"})
    office.survey(history.write())
    manifest = office.workspace.store.current()
    assert manifest

    lose(office, "change", "commit", "package_needed")

    assert manifest.options[DERIVED].split() == [f"{name}={by}" for name, by in derived().items()]
    assert office.rows(CORE) == [
        ("portfolio", 1, 2, 2, 2),
        ("project:r", 1, 2, 2, 2),
        ("r", 1, 2, 2, 2),
    ]
    assert office.rows(USES) == [
        (subject, "pkg:pypi/six", 1, 1) for subject in ("portfolio", "project:r", "r")
    ]


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
