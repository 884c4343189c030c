# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Bills of materials out and in, by the command line: what we hand on, and what suppliers gave."""

import contextlib
import json
import os
import shutil
import time
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from commonweal.surfaces.cli import run
from commonweal.workspace import Workspace
from tests.gitkit import ADA, History
from tests.survey.office import Office

PERSON = ADA.decode() if isinstance(ADA, bytes) else ADA
LOCK = {
    "name": "wells",
    "lockfileVersion": 3,
    "packages": {
        "": {"name": "wells", "dependencies": {"frame": "^2.0"}, "devDependencies": {"lint": "1"}},
        "node_modules/frame": {"version": "2.0.0", "dependencies": {"well": "^1.0"}},
        "node_modules/lint": {"version": "1.0.0", "dev": True},
        "node_modules/well": {"version": "1.0.0"},
    },
}
MANIFEST = {
    "name": "wells",
    "license": "EUPL-1.2",
    "dependencies": {"frame": "^2.0"},
    "devDependencies": {"lint": "1"},
    # Its own name asks for nothing from elsewhere.
    "optionalDependencies": {"wells": "*"},
}
WORKFLOW = "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: actions/checkout@v4\n"
SUPPLIED = {
    "bomFormat": "CycloneDX",
    "specVersion": "1.5",
    "components": [
        {"type": "library", "name": "pump", "version": "3.1", "purl": "pkg:npm/pump@3.1"}
    ],
}
SPDX = {
    "spdxVersion": "SPDX-2.3",
    "packages": [
        {
            "SPDXID": "SPDXRef-a",
            "name": "valve",
            "versionInfo": "9",
            "externalRefs": [
                {
                    "referenceCategory": "PACKAGE-MANAGER",
                    "referenceType": "purl",
                    "referenceLocator": "pkg:pypi/valve@9",
                }
            ],
        }
    ],
}


@pytest.fixture(scope="module")
def surveyed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a project whose packages are locked, and a workspace of its survey."""
    folder = tmp_path_factory.mktemp("surveyed")
    history = History(folder / "wells.git")
    history.commit(
        {
            "package-lock.json": json.dumps(LOCK, indent=1),
            "package.json": json.dumps(MANIFEST, indent=1),
            ".github/workflows/ci.yml": WORKFLOW,
        },
        author=ADA,
    )
    history.write()
    office = Office(folder / "office")
    with contextlib.chdir(office.root):
        portfolio(history.path)
    assert office.run("survey")[0] == 0
    return folder


@pytest.fixture
def office(surveyed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of its workspace, as the current folder."""
    root = shutil.copytree(surveyed / "office", tmp_path / "office")
    monkeypatch.chdir(root)
    return root


def portfolio(*repositories: Path, sboms: tuple[str, ...] = ()) -> None:
    listed = json.dumps([str(one) for one in repositories])
    Path("portfolio.toml").write_text(
        f'[office]\nname = "Water"\n[[projects]]\nid = "wells"\nname = "Wells"\n'
        f"repositories = {listed}\nsboms = {json.dumps(sboms)}\n"
    )


def imported() -> None:
    block = {
        "package": {"ecosystem": "npm", "name": "well"},
        "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "1.5.0"}]}],
    }
    record = {
        "id": "GHSA-1",
        "aliases": ["CVE-2026-1"],
        "modified": "2026-01-01T00:00:00Z",
        "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],
        "affected": [block],
    }
    with zipfile.ZipFile("npm.zip", "w") as archive:
        archive.writestr("GHSA-1.json", json.dumps(record))
    assert run(["advisories", "import", "npm.zip"]) == 0


def written(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    capsys.readouterr()
    assert run(["sbom", *arguments]) == 0
    output = capsys.readouterr().out
    assert PERSON.partition("<")[2].rstrip(">") not in output
    document = json.loads(output)
    if document.get("bomFormat"):
        assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(output) is None
    return document


def depends(document: Mapping[str, Any]) -> dict[str, list[str]]:
    return {
        one["ref"]: one["dependsOn"] for one in document["dependencies"] if one.get("dependsOn")
    }


@pytest.mark.usefixtures("office")
def test_a_project_is_written_with_what_it_asks_for_and_what_that_needs(
    capsys: pytest.CaptureFixture[str],
) -> None:
    document = written(capsys, "wells")

    component = document["metadata"]["component"]
    assert (component["bom-ref"], component["name"], component["purl"]) == (
        "project:wells", "Wells", "pkg:npm/wells",
    )  # fmt: skip
    assert [one["license"]["id"] for one in component["licenses"]] == ["EUPL-1.2"]
    assert {one["bom-ref"]: one["scope"] for one in document["components"]} == {
        "pkg:github/actions/checkout@v4": "excluded",
        "pkg:npm/frame@2.0.0": "required",
        "pkg:npm/lint@1.0.0": "excluded",
        "pkg:npm/well@1.0.0": "required",
    }
    assert depends(document) == {
        "project:wells": [
            "pkg:github/actions/checkout@v4",
            "pkg:npm/frame@2.0.0",
            "pkg:npm/lint@1.0.0",
        ],
        "pkg:npm/frame@2.0.0": ["pkg:npm/well@1.0.0"],
    }
    [frame] = [one for one in document["components"] if one["name"] == "frame"]
    assert [one["location"] for one in frame["evidence"]["occurrences"]] == [
        "package-lock.json", "package.json",
    ]  # fmt: skip
    assert {"name": "commonweal:requirement", "value": "^2.0"} in frame["properties"]


@pytest.mark.usefixtures("office")
def test_what_is_needed_only_to_make_it_can_be_left_out(
    capsys: pytest.CaptureFixture[str],
) -> None:
    whole, document = written(capsys, "wells"), written(capsys, "--no-include-development")

    assert [one["bom-ref"] for one in document["components"]] == [
        "pkg:npm/frame@2.0.0", "pkg:npm/well@1.0.0",
    ]  # fmt: skip
    assert whole["serialNumber"] != document["serialNumber"]
    assert document["compositions"][0]["aggregate"] == "incomplete"


@pytest.mark.usefixtures("office")
def test_the_portfolio_holds_its_projects_and_their_needs(
    capsys: pytest.CaptureFixture[str],
) -> None:
    document, spdx = written(capsys), written(capsys, "--format", "spdx")

    assert document["metadata"]["component"]["name"] == "Water"
    assert [one["name"] for one in document["metadata"]["component"]["components"]] == ["Wells"]
    assert depends(document)["portfolio"] == ["project:wells"]
    assert [one["name"] for one in spdx["packages"]] == [
        "Water", "Wells", "actions/checkout", "frame", "lint", "well",
    ]  # fmt: skip
    assert sorted({one["relationshipType"] for one in spdx["relationships"]}) == [
        "BUILD_DEPENDENCY_OF", "CONTAINS", "DEPENDS_ON", "DESCRIBES", "DEV_DEPENDENCY_OF",
    ]  # fmt: skip


@pytest.mark.usefixtures("office")
def test_two_runs_agree_and_an_answer_makes_a_new_revision_of_the_same_bill(
    capsys: pytest.CaptureFixture[str],
) -> None:
    imported()
    first, again = written(capsys, "wells"), written(capsys, "wells")
    reason = ["--because", "The function is not called."]
    assert run(["answer", "wells", "advisory/GHSA-1", "not_affected", *reason]) == 0

    answered, vex = written(capsys, "wells"), written(capsys, "wells", "--vex")

    assert first == again
    assert answered["serialNumber"] == first["serialNumber"]
    assert answered["version"] > first["version"]
    [before], [after] = first["vulnerabilities"], answered["vulnerabilities"]
    assert "analysis" not in before
    assert before["recommendation"] == "Upgrade well 1.0.0 to 1.5.0."
    assert after["id"] == "CVE-2026-1"
    assert after["ratings"][0]["severity"] == "critical"
    assert (after["analysis"]["state"], after["analysis"]["detail"]) == ("not_affected", reason[1])
    serial = answered["serialNumber"].removeprefix("urn:uuid:")
    assert [one["affects"][0]["ref"] for one in vex["vulnerabilities"]] == [
        f"urn:cdx:{serial}/{answered['version']}#pkg:npm/well@1.0.0"
    ]


@pytest.mark.usefixtures("office")
def test_openvex_needs_an_answer_and_then_says_it(capsys: pytest.CaptureFixture[str]) -> None:
    imported()
    assert run(["sbom", "--format", "openvex"]) == 3
    assert "there is no answer about any advisory here" in capsys.readouterr().err
    assert run(["answer", "wells", "advisory/GHSA-1", "affected", "--because", "It is used."]) == 0

    document = written(capsys, "--format", "openvex")

    [statement] = document["statements"]
    assert (statement["status"], statement["status_notes"]) == ("affected", "It is used.")
    assert statement["action_statement"] == "Upgrade well 1.0.0 to 1.5.0."
    assert statement["products"][0]["@id"] == "pkg:npm/wells"


@pytest.mark.usefixtures("office")
def test_what_makes_no_sense_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    Path("there.json").write_text("mine")

    assert run(["sbom", "--vex", "--format", "spdx"]) == 2
    assert run(["sbom", "wels"]) == 3
    assert run(["sbom", "--out", "there.json"]) == 3

    assert Path("there.json").read_text() == "mine"
    assert "there is no project wels" in capsys.readouterr().err


def test_what_suppliers_gave_counts_as_needed_whatever_it_is_called(
    office: Path, surveyed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("given").mkdir()
    Path("given/Anhang 7.txt").write_text(json.dumps(SUPPLIED))
    Path("sbom.json").write_text(json.dumps(SPDX))
    portfolio(surveyed / "wells.git", sboms=("given/Anhang 7.txt", "sbom.json"))

    assert run(["survey"]) == 0

    rows = Office(office).rows(
        "select repository_id, path, format, purl, version, is_locked from package_needed "
        "where format in ('cdx', 'spdx') order by all"
    )
    assert rows == [
        ("wells", "given/Anhang 7.txt", "cdx", "pkg:npm/pump", "3.1", True),
        ("wells", "sbom.json", "spdx", "pkg:pypi/valve", "9", True),
    ]
    names = {one["bom-ref"] for one in written(capsys, "wells")["components"]}
    assert {"pkg:npm/pump@3.1", "pkg:pypi/valve@9"} < names


def test_a_survey_where_only_a_supplied_file_changed_makes_a_new_generation(
    office: Path,
    surveyed: Path,
) -> None:
    Path("bom.json").write_text(json.dumps(SUPPLIED))
    portfolio(surveyed / "wells.git", sboms=("bom.json",))

    def number() -> int:
        assert run(["survey"]) == 0
        manifest = Workspace(office).store.current()
        assert manifest
        return manifest.number

    first, same = number(), number()
    Path("bom.json").write_text(json.dumps(SUPPLIED).replace("3.1", "3.2"))
    changed = number()

    assert (same, changed) == (first, first + 1)
    versions = "select version from package_needed where purl = 'pkg:npm/pump'"
    assert Office(office).rows(versions) == [("3.2",)]


def test_a_supplied_file_that_cannot_be_read_is_a_problem_until_it_is_mended(
    office: Path, surveyed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    os.mkfifo("pipe.json")
    Path("words.json").write_text("{}")
    Path("broken.json").write_text('{"bomFormat": "CycloneDX"')
    Path("great.json").write_bytes(b" " * (24 * 1024 * 1024 + 1))
    names = ("great.json", "broken.json", "words.json", "pipe.json", "lost.json", ".")
    portfolio(surveyed / "wells.git", sboms=names)
    problems = "select kind, what from problem where stage = 'sboms' order by what"

    assert run(["survey"]) == 0

    told = "The SBOM"
    found = Office(office).rows(problems)
    assert {kind for kind, _ in found} == {"PackageFileUnread"}
    assert [what for _, what in found] == [
        f"{told} . was not read: it is no file.",
        f"{told} broken.json was not read: expecting ',' delimiter.",
        f"{told} great.json was not read: it has more than 25,165,824 bytes.",
        f"{told} lost.json was not read: No such file or directory.",
        f"{told} pipe.json was not read: it is no file.",
        f"{told} words.json was not read: it is neither CycloneDX nor SPDX 2.",
    ]
    gaps = [one["value"] for one in written(capsys)["metadata"]["properties"]]
    assert "Package files that could not be read: 6." in gaps

    for one in names[:-1]:
        Path(one).unlink(missing_ok=True)
        Path(one).write_text(json.dumps(SUPPLIED))
    portfolio(surveyed / "wells.git", sboms=names[:-1])
    assert run(["survey"]) == 0
    assert Office(office).rows(problems) == []


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("name", ["/etc/passwd", "~/bom.json", "https://example.org/bom.json", " "])
def test_a_portfolio_names_supplied_files_from_its_own_folder(
    name: str, surveyed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    portfolio(surveyed / "wells.git", sboms=(name,))

    assert run(["survey"]) == 3

    assert "projects[1].sboms[1]" in capsys.readouterr().err


@pytest.mark.usefixtures("office")
def test_ten_thousand_components_are_written_in_two_seconds(surveyed: Path) -> None:
    components = [
        {"type": "library", "name": f"p{n}", "version": "1.0", "purl": f"pkg:npm/p{n}@1.0"}
        for n in range(10_000)
    ]
    Path("bom.json").write_text(json.dumps(SUPPLIED | {"components": components}))
    portfolio(surveyed / "wells.git", sboms=("bom.json",))
    assert run(["survey"]) == 0

    started = time.process_time()
    assert run(["sbom", "--out", "out.json"]) == 0
    seconds = time.process_time() - started

    assert len(json.loads(Path("out.json").read_bytes())["components"]) == 10_004
    assert seconds < 2
