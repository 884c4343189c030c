# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Package files: a small one of each format, and one for each way to be wrong."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.formats.judging import judge_of
from commonweal.packages.catalogue.judge import JUDGE, judge, judge_as
from commonweal.packages.catalogue.readers import readers
from commonweal.packages.reading.commits import commit_of
from commonweal.surfaces.cli import run

SHA = "0123456789abcdef0123456789abcdef01234567"

FILES: dict[str, tuple[str, list[str]]] = {
    case["name"]: (case["content"], case["packages"])
    for case in tomllib.loads(Path(__file__).with_name("packages.toml").read_text("utf-8"))["file"]
}

# Whatever else is wrong with them, these say so: format, name, content.
WRONG = [
    ("packagelockjson", "package-lock.json", '{"packages": {"a": []}}'),
    ("packagelockjson", "package-lock.json", '{"packages": {"a": {"dev": "yes"}}}'),
    ("packagelockjson", "package-lock.json", "null"),
    ("packagelockjson", "package-lock.json", '{"packages": {"node_modules/a": {"ver'),
    ("yarnlock", "yarn.lock", '  version "1.0"\n'),
    ("yarnlock", "yarn.lock", "this is no lock file\n"),
    ("pnpmlock", "pnpm-lock.yaml", "packages: {}\n"),
    ("pnpmlock", "pnpm-lock.yaml", "lockfileVersion: 5.4\npackages: {nowhere: {}}\n"),
    ("pnpmlock", "pnpm-lock.yaml", "lockfileVersion: .inf\n"),
    ("pnpmlock", "pnpm-lock.yaml", "lockfileVersion: 9\npackages: {a@1: {}, a@1: {}}\n"),
    ("bunlock", "bun.lock", '{"packages": {"a": []}}'),
    ("pyprojecttoml", "pyproject.toml", '[project]\ndependencies = "a"\n'),
    ("poetrylock", "poetry.lock", "[[package]]\nname = 1\n"),
    ("gomod", "go.mod", "require example.org/a 1.0\n"),
    ("gomod", "go.mod", "require (\nexample.org/a v1.0.0\n"),
    ("gomod", "go.mod", "replace a v1.0.0\n"),
    ("gomod", "go.mod", "go two\n"),
    ("cargotoml", "Cargo.toml", "[dependencies]\na = 1\n"),
    ("gemfilelock", "Gemfile.lock", "    a (1.0)\n"),
    ("pomxml", "pom.xml", "<html/>"),
    ("pomxml", "pom.xml", '<!DOCTYPE a [<!ENTITY b "c">]><project>&b;</project>'),
    ("csproj", "a.csproj", "<Projekt/>"),
    ("depsjson", "a.deps.json", "{}"),
    ("gleamtoml", "gleam.toml", "[dependencies]\na = 1\n"),
    ("pubspec", "pubspec.lock", ""),
    ("podfilelock", "Podfile.lock", "PODS: [A]\n"),
    ("podfilelock", "Podfile.lock", "PODS: [[A]]\n"),
    ("opam", "install", "nodot\n"),
    ("cdx", "bom.txt", "{}"),
    ("spdx", "a.spdx", "no tag\n"),
    ("spdx", "a.spdx", "SPDXVersion: SPDX-2.3\nExternalRef: short\n"),
    ("spdx", "a.spdx.json", "{}"),
    ("spdx", "a.spdx.rdf", "<a/>"),
    ("requirements", "requirements.txt", "a\0b"),
    ("no such format", "a", ""),
]


def told(answer: Any) -> list[str]:
    return [
        " ".join(
            (
                one["type"] or "-",
                one["name"],
                one["version"].replace(" ", "_") or "-",
                one["commit"] or "-",
                str(one["line"]),
                ",".join(one["groups"]) or "-",
            )
        )
        for one in answer["packages"]
    ]


@pytest.mark.parametrize("name", FILES)
def test_packages_are_those_of_the_file(name: str) -> None:
    content, expected = FILES[name]

    answer = judge(name, content.encode())

    assert (answer.get("error"), told(answer)) == (None, expected)


@pytest.mark.parametrize("name", FILES)
def test_files_are_recognised_by_their_names(name: str) -> None:
    start = FILES[name][0].encode()
    found = judge_of(name, start)

    assert found is JUDGE


def test_windows_lines_are_lines() -> None:
    content, expected = FILES["yarn.lock"]

    assert told(judge("yarn.lock", content.replace("\n", "\r\n").encode())) == expected


def test_every_format_has_a_file_here() -> None:
    tried = {judge(name, content.encode())["format"] for name, (content, _) in FILES.items()}

    assert set(readers()) - tried == {"opam"}


def test_a_list_of_opam_is_read_where_it_is_asked_for() -> None:
    answer = judge_as("install", b"a.1.0 installed\n# b.2.0\n", "opam")

    assert told(answer) == ["opam a 1.0 - 0 -"]


@pytest.mark.parametrize(("form", "name", "content"), WRONG)
def test_a_wrong_file_is_refused(form: str, name: str, content: str) -> None:
    answer = judge_as(name, content.encode(), form)

    assert answer["error"]
    assert (answer["ok"], answer["packages"]) == (False, [])


def test_other_judges_keep_their_files() -> None:
    kinds = {
        "publiccode.yml": "publiccode",
        "codemeta.json": "codemeta",
        "CITATION.cff": "cff",
        "LICENSE": "licence",
    }
    found = {name: judge_of(name, b"") for name in kinds}

    assert {name: one.kind for name, one in found.items() if one} == kinds


@pytest.mark.parametrize(
    ("address", "commit"),
    [
        (f"git+ssh://git@host/a.git#{SHA}", SHA),
        (f"a@git://host/a#{SHA}", SHA),
        (f"https://host/a.git#{SHA}", SHA),
        (f"https://host/a.tgz#{SHA}", ""),
        (f"https://codeload.github.com/o/a/tar.gz/{SHA}", SHA),
        (f"a@https://host/a.git#commit={SHA}", SHA),
        ("github:o/a#main", "main"),
        ("https://github.com/o/a?ref=v1", "v1"),
        ("https://github.com/o/a#v1.0", "v1.0"),
        ("https://[broken", ""),
        ("#", ""),
    ],
)
def test_the_commit_is_in_the_address(address: str, commit: str) -> None:
    assert commit_of(address) == commit


def test_the_command_takes_a_format(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    tmp_path.joinpath("odd.txt").write_text('[[package]]\nname = "a"\nversion = "1"\n')

    assert run(["check", "--json", "--format", "cargolock", "odd.txt"]) == 0
    package = {
        "type": "cargo",
        "name": "a",
        "version": "1",
        "requirement": "",
        "commit": "",
        "line": 2,
        "groups": [],
        "is_direct": False,
        "requires": [],
    }
    assert json.loads(capfd.readouterr().out) == {
        "file": "odd.txt",
        "kind": "packages",
        "ok": True,
        "format": "cargolock",
        "packages": [package],
    }
    assert run(["check", "--format", "gomod", "odd.txt"]) == 3
    assert run(["check", "--format", "poem", "odd.txt"]) == 2
    assert run(["check", "--as", "cff", "--format", "cargolock", "odd.txt"]) == 2


def test_a_person_reads_a_line_per_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    tmp_path.joinpath("pdm.lock").write_text(FILES["pdm.lock"][0])
    tmp_path.joinpath("renv.lock").write_text(FILES["renv.lock"][0])

    assert run(["check", "pdm.lock", "renv.lock"]) == 0
    assert capfd.readouterr().out.splitlines() == [
        "pdm.lock:2: pypi a 1.0 (dev)",
        "pdm.lock:6: pypi b 2.0 (optional)",
        "pdm.lock: format: pdmlock",
        "pdm.lock: packages: valid",
        "renv.lock: cran a 1.0",
        "renv.lock: format: renvlock",
        "renv.lock: packages: valid",
    ]


def test_a_requirement_is_told_as_one_and_not_as_a_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    tmp_path.joinpath("pyproject.toml").write_text(
        '[project]\nname = "a"\ndependencies = ["Wells>=2.17", "pumps==8.1.0", "c~=1.0", "d"]\n'
    )
    tmp_path.joinpath("requirements.txt").write_text("wells>=1.2,<2\nb==1.0.0\n")

    assert run(["check", "pyproject.toml", "requirements.txt"]) == 0
    lines = capfd.readouterr().out.splitlines()
    assert [line.partition(": ")[2] for line in lines if ": pypi " in line] == [
        "pypi Wells >=2.17",
        "pypi pumps 8.1.0",
        "pypi c ~=1.0",
        "pypi d",
        "pypi wells >=1.2,<2",
        "pypi b 1.0.0",
    ]


@given(form=st.sampled_from(sorted(readers())), content=st.binary(max_size=300))
def test_no_bytes_raise(form: str, content: bytes) -> None:
    for name in ("a.json", "a.cdx.json", "a.cdx.xml", "a.spdx", "a.yml"):
        answer = judge_as(name, content, form)

        assert answer["ok"] is ("error" not in answer)


@given(data=st.data())
def test_no_changed_file_raises(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(FILES)))
    content = FILES[name][0]
    at = data.draw(st.integers(0, len(content)))
    length = data.draw(st.integers(0, 40))
    between = data.draw(st.sampled_from(["", "{", "[", "null", "1", '"', "\n", ":", "<a>", "}"]))
    changed = (content[:at] + between + content[at + length :]).encode()
    form = judge(name, content.encode())["format"]

    answer = judge_as(name, changed, form)

    assert answer["ok"] is ("error" not in answer)
