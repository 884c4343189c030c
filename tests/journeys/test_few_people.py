# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What a survey keeps of hours, days and zones: nothing of few people, unless names are on."""

from pathlib import Path

import pytest

from tests.gitkit import ADA, BO, History
from tests.survey.office import NOW, Office

A_WEEK_AGO = int(NOW.timestamp()) - 7 * 86_400
PARTS = (
    "select distinct metric_id from metric_value where label is not null and metric_id in "
    "('activity_hours', 'activity_weekdays', 'contributor_zones') order by all"
)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    history = History(tmp_path / "box")
    for day, author in enumerate((ADA, BO, ADA, BO), start=1):
        history.commit({f"f{day}.py": ""}, author=author, when=f"{A_WEEK_AGO + day} +0000")
    history.write()
    return Office(tmp_path / "office")


def _portfolio(office: Office, people: str) -> None:
    (office.root / "portfolio.toml").write_text(
        f'[people]\n{people}\n[[projects]]\nid = "box"\nrepositories = ["../box"]\n'
    )


def test_of_two_people_no_hour_and_no_zone_is_kept(office: Office) -> None:
    _portfolio(office, "")
    office.survey()

    assert office.rows(PARTS) == []


def test_with_names_turned_on_they_are(office: Office) -> None:
    _portfolio(office, "names_public = true")
    office.survey()

    assert office.rows(PARTS) == [
        ("activity_hours",),
        ("activity_weekdays",),
        ("contributor_zones",),
    ]
