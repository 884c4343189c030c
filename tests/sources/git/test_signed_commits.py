# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Signed commits from git to the finding: they fit the key that they bring, or are broken."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.gitkit import History, git
from tests.survey.office import Office

WHEN = "1767000000 +0000"  # three days before the office surveys
PEOPLE = {
    "GIT_AUTHOR_NAME": "Ada",
    "GIT_AUTHOR_EMAIL": "ada@example.org",
    "GIT_AUTHOR_DATE": WHEN,
    "GIT_COMMITTER_NAME": "Ada",
    "GIT_COMMITTER_EMAIL": "ada@example.org",
    "GIT_COMMITTER_DATE": WHEN,
}
FINDING = "select outcome, reason, values from finding where probe_id = 'signed_commits'"


@pytest.fixture
def signed(tmp_path: Path) -> tuple[Path, str]:
    """A repository whose newest commit git itself signed, and the public key."""
    if shutil.which("ssh-keygen") is None:
        pytest.skip("there is no ssh-keygen")
    key = tmp_path / "key"
    command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "ada", "-f", str(key)]
    subprocess.run(command, check=True)
    history = History(tmp_path / "r")
    history.commit({"a.py": "1\n"})
    repository = history.write()
    options = ["-c", "gpg.format=ssh", "-c", f"user.signingKey={key}"]
    commit = ["commit-tree", "-S", "-m", "Signed", "-p", "main", "main^{tree}"]
    made = git(repository, *options, *commit, stdin=b"", **PEOPLE)
    git(repository, "update-ref", "refs/heads/main", made.decode().strip())
    return repository, key.with_suffix(".pub").read_text().split()[1]


def test_a_commit_is_verified_by_the_key_that_it_brings(
    signed: tuple[Path, str], tmp_path: Path
) -> None:
    repository, public = signed
    office = Office(tmp_path / "office")

    office.survey(repository)

    rows = office.rows("select kind, is_verified, signing_key from commit_signature")
    assert rows == [("ssh", True, public)]
    [(outcome, reason, values)] = office.rows(FINDING)
    assert (outcome, reason) == ("true", "signed")
    assert json.loads(values) == {"commits": 1, "share": 100, "verified": 1}


def test_a_commit_that_was_changed_after_it_was_signed_is_told(
    signed: tuple[Path, str], tmp_path: Path
) -> None:
    repository, _ = signed
    changed = git(repository, "cat-file", "commit", "main").replace(b"\nSigned\n", b"\nSigmed\n")
    made = git(repository, "hash-object", "-t", "commit", "-w", "--stdin", stdin=changed)
    git(repository, "update-ref", "refs/heads/main", made.decode().strip())
    office = Office(tmp_path / "office")

    office.survey(repository)

    assert office.rows("select is_verified from commit_signature") == [(False,)]
    [(outcome, reason, values)] = office.rows(FINDING)
    assert (outcome, reason) == ("false", "broken")
    assert json.loads(values) == {"commits": 1, "share": 100, "broken": 1}
