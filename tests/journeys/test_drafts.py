# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""From a repository to the files that it lacks, ready to be looked through and committed."""

import json
from pathlib import Path

import pytest

from tests.gitkit import History
from tests.survey.office import Office

MANIFEST = """\
[project]
name = "letterbox"
description = "Takes letters in"
license = "MIT"
authors = [{ name = "Ada Byron" }]
urls.Repository = "https://github.com/example/letterbox"
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    folder = tmp_path_factory.mktemp("drafts")
    history = History(folder / "letterbox")
    history.commit(
        {"pyproject.toml": MANIFEST, "letterbox.py": "print()\n", "README.md": "# Box\n"}
    )
    office = Office(folder / "office")
    office.survey(history.write())
    return office


def test_missing_files_are_written_below_the_folder_and_told(office: Office) -> None:
    status, output, complaints = office.run("next", "--limit", "30", "--write", "drafts")

    citation = office.root / "drafts/letterbox/CITATION.cff"
    assert (status, complaints) == (0, "")
    assert "letterbox/CITATION.cff: new\n" in output
    assert "  to fill in: " in output
    assert 'repository-code: "https://github.com/example/letterbox"\n' in citation.read_text()
    assert office.run("check", citation)[0] == 0


def test_what_is_there_is_left_as_it_is_and_told(office: Office) -> None:
    citation = office.root / "mine/letterbox/CITATION.cff"
    citation.parent.mkdir(parents=True)
    citation.write_text("mine")

    _, output, complaints = office.run("next", "--limit", "30", "--write", "mine")

    assert complaints == ""
    assert citation.read_text() == "mine"
    assert "letterbox/CITATION.cff: exists already and was not changed\n" in output


def test_a_link_that_leads_out_of_the_folder_is_not_followed(office: Office) -> None:
    elsewhere = office.root / "elsewhere"
    elsewhere.mkdir()
    folder = office.root / "linked"
    folder.mkdir()
    (folder / "letterbox").symlink_to(elsewhere)

    _, output, _ = office.run("next", "--limit", "30", "--write", "linked")

    assert list(elsewhere.iterdir()) == []
    assert "not drafted. Its name leads out of the folder." in output


def test_the_limit_counts_drafts_and_json_is_one_document(office: Office) -> None:
    status, output, _ = office.run("next", "--limit", "2", "--write", "few", "--json")

    read = json.loads(output)
    written = [one for one in read["drafts"] if one["state"] == "written"]
    assert status == 0
    assert len({one["kind"] for one in written}) == 2
    assert all((office.root / "few" / one["folder"] / one["path"]).is_file() for one in written)


def test_repositories_of_a_project_have_folders_of_their_own(tmp_path: Path) -> None:
    office = Office(tmp_path / "office")
    for name in ("one", "two"):
        history = History(tmp_path / name)
        history.commit(
            {"pyproject.toml": MANIFEST, "a.py": "print()\n", "README.md": f"# {name}\n"}
        )
        history.write()
    (office.root / "portfolio.toml").write_text(
        '[office]\nname = "Us"\n[[projects]]\nid = "post"\nrepositories = ["../one", "../two"]\n'
    )
    office.survey()

    status, output, _ = office.run(
        "next", "--project", "post", "--limit", "40", "--write", "drafts"
    )

    assert status == 0
    assert "post/one/SECURITY.md: new\n" in output
    assert "post/two/SECURITY.md: new\n" in output
    # Where any one of the repositories will do, one is enough.
    assert output.count("/publiccode.yml: new\n") == 1


def test_a_conversion_tells_on_the_other_stream_what_it_could_not_know(
    office: Office, tmp_path: Path
) -> None:
    citation = tmp_path / "CITATION.cff"
    citation.write_text(
        "cff-version: 1.2.0\ntitle: Box\nlicense: MIT\nmessage: x\nauthors:\n- name: Office\n"
    )

    status, output, complaints = office.run("convert", citation, "--to", "publiccode")

    written = tmp_path / "publiccode.yml"
    written.write_text(output)
    assert status == 0
    assert "To fill in: Give the address of the public repository.\n" in complaints
    assert office.run("check", written)[0] == 0
    assert office.run("convert", written, "--to", "bibtex")[1].startswith("@misc{")
