# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A survey never throws away what another read, unless it is told to."""

from pathlib import Path

import pytest

from tests.gitkit import History
from tests.survey.office import READ, Office

of_rows = pytest.mark.usefixtures("little_is_measured")


@pytest.fixture
def clones(tmp_path: Path) -> Path:
    folder = tmp_path / "clones"
    for name in ("post", "tax", "park"):
        history = History(folder / name)
        history.commit({"README.md": f"# {name}\n"})
        history.write()
    return folder


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "office")


def _names(office: Office) -> list[str]:
    return [row[0] for row in office.rows(READ)]


@of_rows
def test_a_folder_is_read_beside_what_is_known(office: Office, clones: Path) -> None:
    office.run("survey", clones / "post", clones / "tax")

    status, _, told = office.run("survey", clones / "park")

    assert (status, _names(office)) == (0, ["park", "post", "tax"])
    assert "2 repositories of the last survey stay in the portfolio." in told


@of_rows
def test_without_a_name_what_is_known_is_read_again(office: Office, clones: Path) -> None:
    office.run("survey", clones / "post", clones / "tax")

    status, said, told = office.run("survey")

    assert (status, _names(office)) == (0, ["post", "tax"])
    assert "Nothing new" in said + told


@of_rows
def test_only_what_is_named_is_read_when_that_is_said(office: Office, clones: Path) -> None:
    office.run("survey", clones / "post", clones / "tax")

    status, _, told = office.run("survey", clones / "park", "--replace")

    assert (status, _names(office)) == (0, ["park"])
    assert "Note" not in told


@of_rows
def test_the_workspaces_portfolio_is_read_beside_a_folder(office: Office, clones: Path) -> None:
    (office.root / "portfolio.toml").write_text(
        '[office]\nname = "City"\n'
        f'[[projects]]\nid = "mail"\nrepositories = ["{clones / "post"}"]\n'
    )

    status, _, told = office.run("survey", clones / "park")

    assert (status, _names(office)) == (0, ["park", "post"])
    assert office.rows("select project_id from project order by all") == [("mail",), ("park",)]
    assert "portfolio.toml does not name park" in told
    assert office.run("survey")[0] == 0
    assert _names(office) == ["post"]


@of_rows
def test_a_folder_that_the_portfolio_names_is_read_once(office: Office, clones: Path) -> None:
    (office.root / "portfolio.toml").write_text(
        f'[[projects]]\nid = "mail"\nrepositories = ["{clones / "post"}"]\n'
    )

    status, _, told = office.run("survey", clones / "tax" / ".." / "post")

    assert (status, _names(office), "Note" in told) == (0, ["post"], False)


@of_rows
def test_another_folder_of_the_same_name_is_another_repository(
    office: Office, clones: Path, tmp_path: Path
) -> None:
    history = History(tmp_path / "other" / "post")
    history.commit({"README.md": "# another\n"})
    history.write()
    office.run("survey", clones / "post")

    office.run("survey", tmp_path / "other" / "post")

    assert _names(office) == ["other-post", "post"]
    assert office.run("survey", clones / "post")[0] == 0
    assert _names(office) == ["other-post", "post"]


@of_rows
def test_a_mistyped_folder_changes_nothing(office: Office, clones: Path) -> None:
    office.run("survey", clones / "post")

    status, _, told = office.run("survey", clones / "prak")

    assert status == 3
    assert "The last survey stays as it was." in told
    assert _names(office) == ["post"]
    assert len(list(office.workspace.store.history())) == 1


@of_rows
def test_a_portfolio_of_other_repositories_is_refused(
    office: Office, clones: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.toml"
    other.write_text(f'[[projects]]\nid = "a"\nrepositories = ["{clones / "park"}"]\n')
    office.run("survey", clones / "post", clones / "tax")

    status, _, told = office.run("survey", other)

    assert status == 3
    assert "none of the 2 repositories of the last survey is named here" in told
    assert _names(office) == ["post", "tax"]
    assert office.run("survey", other, "--replace")[0] == 0
    assert _names(office) == ["park"]


@of_rows
def test_what_a_portfolio_elsewhere_said_is_not_lost(
    office: Office, clones: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.toml"
    other.write_text(
        f'[office]\nname = "City"\n[[projects]]\nid = "a"\nrepositories = ["{clones / "park"}"]\n'
    )
    office.run("survey", other)

    status, _, told = office.run("survey", clones / "post")

    assert status == 3
    assert "the last survey was made from the portfolio of City" in told
    assert office.run("survey", other, clones / "post")[0] == 0
    assert _names(office) == ["park", "post"]


def test_totals_of_other_repositories_are_not_compared(office: Office, clones: Path) -> None:
    office.run("survey", clones / "post", clones / "tax")
    office.run("survey", clones / "park")

    office.run("publish", "--out", "site")

    first = (office.root / "site" / "index.html").read_text()
    assert "Other repositories were read then, so totals are not compared." in first
    assert "more met than before" not in first


@of_rows
def test_a_mistyped_folder_among_others_does_not_stay(office: Office, clones: Path) -> None:
    office.run("survey", clones / "post", clones / "prak")

    assert office.run("survey", clones / "tax")[0] == 0
    assert _names(office) == ["post", "tax"]
