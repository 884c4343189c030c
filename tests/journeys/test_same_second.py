# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What happened in the second of a survey, or a little ahead of our clock, is in its numbers."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.gitkit import ADA, History, git
from tests.survey.office import NOW, Office

NUMBERS = (
    "select metric_id, value::integer from metric_value where subject_id = 'a' "
    "and period = 'now' and label is null "
    "and metric_id in ('commits', 'contributors', 'release_frequency', 'quiet_days') order by all"
)


@pytest.mark.parametrize("ahead", [timedelta(), timedelta(minutes=3)])
def test_a_commit_of_the_moment_of_the_survey_is_counted(tmp_path: Path, ahead: timedelta) -> None:
    history, office = History(tmp_path / "a"), Office(tmp_path / "office")
    moment = f"{int((NOW + ahead).timestamp())} +0000"
    history.commit({"a.py": "print()\n"}, author=ADA, when=moment)
    repository = history.write()
    tagger: dict[str, str] = {
        "GIT_COMMITTER_DATE": moment,
        "GIT_COMMITTER_NAME": "A",
        "GIT_COMMITTER_EMAIL": "a@b",
    }
    git(repository, "tag", "-m", "first", "v1.0", "main", stdin=b"", **tagger)

    first, again = office.survey(repository), office.survey(repository)

    assert (first.is_new, again.is_new) == (True, False)
    assert office.rows(NUMBERS) == [
        ("commits", 1),
        ("contributors", 1),
        ("quiet_days", 0),
        ("release_frequency", 1),
    ]
    assert "not known" not in office.run("metrics", "commits")[1]
