# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What came after the last fetch is not known: an old copy is a step, not a dying project."""

import json
import os
from datetime import timedelta
from pathlib import Path

import pytest

from tests.gitkit import ADA, START, History, git
from tests.survey.office import NOW, Office

DAY = 86_400
QUIET = (
    "select value from metric_value where metric_id = 'quiet_days' and period = 'now' "
    "and label is null and subject_id = 'a'"
)


def _clone(path: Path, *, fetched_days_ago: int | None) -> Path:
    history = History(path)
    for number in range(30):
        history.commit(
            {f"f{number}.py": "print()\n"}, author=ADA, when=f"{START + DAY * number} +0000"
        )
    history.write()
    if fetched_days_ago is not None:
        moment = (NOW - timedelta(days=fetched_days_ago)).timestamp()
        mark = path / "FETCH_HEAD"
        mark.write_text("")
        os.utime(mark, (moment, moment))
    return path


def _reasons(office: Office) -> str:
    status, output, _ = office.run("next", "--limit", "100")
    assert status == 0
    return output


def test_a_copy_that_was_fetched_today_is_as_quiet_as_it_looks(tmp_path: Path) -> None:
    office = Office(tmp_path / "office")
    office.survey(_clone(tmp_path / "a", fetched_days_ago=0))

    last = START + DAY * 29
    assert office.rows(QUIET) == [((int(NOW.timestamp()) - last) // DAY,)]
    assert "git fetch" not in _reasons(office)


@pytest.mark.parametrize("days", [40, 31])
def test_an_old_copy_is_measured_to_its_last_fetch_and_is_a_step(tmp_path: Path, days: int) -> None:
    office = Office(tmp_path / "office")
    office.survey(_clone(tmp_path / "a", fetched_days_ago=days))

    last = START + DAY * 29
    assert office.rows(QUIET) == [((int(NOW.timestamp()) - last) // DAY - days,)]
    copy = "No branch and no pull request of the copy that was read"
    said = f"{copy} has a commit of the last {days} days"
    assert said in _reasons(office)


def test_without_a_fetch_the_newest_commit_of_any_branch_tells(tmp_path: Path) -> None:
    office = Office(tmp_path / "office")
    office.survey(_clone(tmp_path / "a", fetched_days_ago=None))

    assert office.rows(QUIET) == [(0,)]
    assert "no later fetch is recorded" in _reasons(office)


def test_windows_and_trends_of_an_old_copy_end_with_it(tmp_path: Path) -> None:
    history = History(tmp_path / "a")
    fetched = NOW - timedelta(days=120)
    # A commit every week of three years, up to the fetch.
    days = [fetched - timedelta(days=7 * number) for number in range(160)]
    for number, day in enumerate(reversed(days)):
        history.commit({f"f{number}.py": "print()\n"}, author=ADA, when=f"{day:%s} +0000")
    history.write()
    mark = tmp_path / "a" / "FETCH_HEAD"
    mark.write_text("")
    os.utime(mark, (fetched.timestamp(), fetched.timestamp()))
    office = Office(tmp_path / "office")

    office.survey(tmp_path / "a", months=40)
    status, output, _ = office.run("metrics", "commits", "--json")

    assert status == 0
    [ranked] = json.loads(output)["ranking"]
    assert ranked["subject"]["ends_at"] == fetched.isoformat().replace("+00:00", "Z")
    # Without the last fetch in it, the year would have four months of silence at its end.
    assert ranked["figure"]["value"] == 53
    assert ranked["figure"]["trend"]["direction"] == "steady"


def test_where_some_copies_are_older_the_whole_says_so(tmp_path: Path) -> None:
    office = Office(tmp_path / "office")
    office.survey(
        _clone(tmp_path / "a", fetched_days_ago=0), _clone(tmp_path / "b", fetched_days_ago=40)
    )

    status, output, notes = office.run("metrics", "commits")
    site = office.run("publish", "--out", str(tmp_path / "site"))

    assert (status, site[0]) == (0, 0)
    rows = [line.split() for line in output.splitlines()[-3:]]
    # That of the day of the survey needs no day.
    assert [row[0] for row in rows if row[-1] == f"{NOW - timedelta(days=40):%Y-%m-%d}"] == ["b"]
    assert "1 copy ends a month or more before the newest one" in notes
    page = (tmp_path / "site" / "metrics" / "commits.html").read_text()
    assert "1 of 2 copies ends a month or more before the newest one" in page
    assert "All numbers end on that day" in (tmp_path / "site" / "projects" / "b.html").read_text()
    assert "All numbers end" not in (tmp_path / "site" / "projects" / "a.html").read_text()
    for kind in ("facts", "sheets"):
        folder = tmp_path / "site" / kind
        assert "All numbers end on that day" in (folder / "b.html").read_text()
        assert "All numbers end" not in (folder / "a.html").read_text()


def test_a_fetch_that_brings_nothing_is_seen_on_the_same_day(tmp_path: Path) -> None:
    office = Office(tmp_path / "office")
    copy = _clone(tmp_path / "a", fetched_days_ago=40)
    office.survey(copy)
    again = office.survey(copy)
    os.utime(copy / "FETCH_HEAD", (NOW.timestamp(), NOW.timestamp()))

    after = office.survey(copy)

    assert (again.is_new, after.is_new) == (False, True)
    assert "git fetch" not in _reasons(office)


def test_a_mirror_is_as_new_as_the_newest_commit_of_any_ref(tmp_path: Path) -> None:
    copy = _clone(tmp_path / "a", fetched_days_ago=None)
    last = START + DAY * 29
    for number, days in (("9", 40), ("10", 50)):
        work = History(tmp_path / f"work{number}")
        work.commit({"x": "1"}, author=ADA, when=f"{last + DAY * days} +0000")
        git(copy, "fetch", "--quiet", str(work.write()), f"main:refs/pull/{number}/head")
    (copy / "FETCH_HEAD").unlink(missing_ok=True)
    git(copy, "pack-refs", "--all")
    git(copy, "update-ref", "refs/pull/11/head", git(copy, "rev-parse", "main").decode().strip())
    office = Office(tmp_path / "office")

    office.survey(copy)

    assert office.rows(QUIET) == [(50,)]
    # What only a pull request has is no history of the repository.
    assert office.rows("select count(*) from commits where repository_id = 'a'") == [(30,)]
    assert "no later fetch is recorded" in _reasons(office)
