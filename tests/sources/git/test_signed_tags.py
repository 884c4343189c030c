# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Signed tags from git to the finding: verified, by a key that the project lists, or broken."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.gitkit import History, git
from tests.survey.office import Office

TAGGER = {"GIT_COMMITTER_NAME": "Ada", "GIT_COMMITTER_EMAIL": "ada@example.org"}
FINDING = "select outcome, reason, values from finding where probe_id = 'signed_tags'"


@pytest.fixture
def key(tmp_path: Path) -> Path:
    if shutil.which("ssh-keygen") is None:
        pytest.skip("there is no ssh-keygen")
    path = tmp_path / "key"
    command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "ada", "-f", str(path)]
    subprocess.run(command, check=True)
    return path


def signed(repository: Path, key: Path, tag: str) -> None:
    options = ["-c", "gpg.format=ssh", "-c", f"user.signingKey={key}"]
    git(repository, *options, "tag", "-s", "-m", tag, tag, "main", stdin=b"", **TAGGER)


def test_a_tag_is_verified_by_a_key_that_the_project_lists(key: Path, tmp_path: Path) -> None:
    public = key.with_suffix(".pub").read_text()
    history = History(tmp_path / "r")
    history.commit({"a.py": "1\n", ".github/allowed_signers": f"ada@example.org {public}"})
    repository = history.write()
    signed(repository, key, "v1.0")
    office = Office(tmp_path / "office")

    office.survey(repository)

    rows = office.rows("select name, signature, is_verified, signing_key from tag")
    assert rows == [("v1.0", "ssh", True, public.split()[1])]
    [(outcome, reason, values)] = office.rows(FINDING)
    assert (outcome, reason) == ("true", "signed")
    assert json.loads(values) == {"releases": 1, "verified": 1, "listed": 1}


def test_a_tag_that_was_changed_after_it_was_signed_is_told(key: Path, tmp_path: Path) -> None:
    history = History(tmp_path / "r")
    history.commit({"a.py": "1\n"})
    repository = history.write()
    signed(repository, key, "v1.0")
    changed = git(repository, "cat-file", "tag", "v1.0").replace(b"\n\nv1.0\n", b"\n\nv1.O\n")
    tag = git(repository, "hash-object", "-t", "tag", "-w", "--stdin", stdin=changed)
    git(repository, "update-ref", "refs/tags/v1.0", tag.decode().strip())
    office = Office(tmp_path / "office")

    office.survey(repository)

    assert office.rows("select signature, is_verified from tag") == [("ssh", False)]
    [(outcome, reason, values)] = office.rows(FINDING)
    assert (outcome, reason) == ("false", "broken")
    assert json.loads(values) == {"releases": 1, "broken": 1}
