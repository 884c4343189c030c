# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""`commonweal check` and `convert`, as a person and as a program call them."""

import io
import json
import os
from pathlib import Path

import pytest

from commonweal.formats import streaming
from commonweal.surfaces.cli import _judging, run

ROOT = Path(__file__).parents[2]
CITATION = "cff-version: 1.2.0\nmessage: m\ntitle: t\nauthors: [{name: n}]\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def documents(capfd: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capfd.readouterr().out.splitlines()]


@pytest.mark.parametrize("name", ["publiccode.yml", "CITATION.cff", "codemeta.json"])
def test_this_project_passes_its_own_judges(name: str) -> None:
    assert run(["check", str(ROOT / name)]) == 0


def test_every_file_gets_its_document_in_the_order_given(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder.joinpath("CITATION.cff").write_text(CITATION)
    folder.joinpath("a.cff").write_text("title: t\n")
    folder.joinpath("unknown.bin").write_bytes(b"\x00")
    files = ["missing.cff", "./CITATION.cff", "unknown.bin", "a.cff", "CITATION.cff"]

    status = run(["check", "--json", *files])

    found = documents(capfd)
    assert status == 3
    assert [one["file"] for one in found] == files
    assert [one["ok"] for one in found] == [False, True, False, False, True]
    assert ["error" in one for one in found] == [True, False, True, False, False]


def test_the_status_tells_findings_from_problems(folder: Path) -> None:
    folder.joinpath("CITATION.cff").write_text(CITATION)
    folder.joinpath("bad.cff").write_text("title: t\n")

    assert run(["check", "CITATION.cff"]) == 0
    assert run(["check", "CITATION.cff", "bad.cff"]) == 1
    assert run(["check", "bad.cff", "none.cff"]) == 3
    assert run(["check"]) == 2
    assert run(["check", "--as", "poem", "bad.cff"]) == 2


def test_a_kind_that_is_given_is_not_guessed(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder.joinpath("x").write_text(CITATION)

    assert run(["check", "--as", "cff", "--json", "x"]) == 0
    assert documents(capfd) == [
        {"file": "x", "kind": "cff", "ok": True, "valid": True, "errors": []}
    ]


def test_a_person_reads_place_key_and_message(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder.joinpath("CITATION.cff").write_text(CITATION.replace("title: t", "title: ''"))

    run(["check", "CITATION.cff"])

    assert capfd.readouterr().out == (
        "CITATION.cff:3:1: error title: must not be empty\nCITATION.cff: cff: invalid\n"
    )


def test_a_hostile_name_does_not_steer_the_terminal(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    del folder

    run(["check", "\x1b]0;x.cff"])

    assert "\x1b" not in capfd.readouterr().out


def test_a_pipe_and_a_huge_file_are_not_read(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    os.mkfifo(folder / "pipe.cff")
    with folder.joinpath("huge.cff").open("wb") as huge:
        huge.truncate(1 << 32)

    assert run(["check", "--json", "pipe.cff", "huge.cff"]) == 3
    assert ["error" in document for document in documents(capfd)] == [True, True]


def test_large_files_are_judged_in_a_child(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    folder.joinpath("CITATION.cff").write_text(CITATION + "#" * 100_000)

    assert run(["check", "--json", "CITATION.cff"]) == 0
    assert documents(capfd)[0]["valid"] is True


def test_a_logo_is_looked_for_beside_the_file_but_not_outside(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder.joinpath("secret.svg").write_text("<svg/>")
    inner = folder / "inner"
    inner.mkdir()
    inner.joinpath("logo.svg").write_text("<svg/>")
    text = (ROOT / "publiccode.yml").read_text("utf-8")
    for name in ("logo", "../secret", "none"):
        inner.joinpath("publiccode.yml").write_text(f"logo: {name}.svg\n{text}")
        run(["check", "--json", "inner/publiccode.yml"])

    assert [document["ok"] for document in documents(capfd)] == [True, False, False]


def test_a_citation_is_converted(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    folder.joinpath("CITATION.cff").write_text(CITATION)

    assert run(["convert", "CITATION.cff", "--to", "apalike"]) == 0
    assert capfd.readouterr().out == "n t\n"
    assert run(["convert", "none.cff", "--to", "apalike"]) == 3
    assert run(["convert", "CITATION.cff", "--to", "poem"]) == 2


def test_a_stream_answers_line_by_line(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    double = streaming.Stream(kind="double", answer=lambda asked: {"twice": asked["n"] * 2})
    monkeypatch.setattr(_judging, "all_streams", lambda: {"double": double})
    lines = b'{"n": 2}\n\n[]\n{"n": NaN}\n{"n": 4}\n'
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(lines)))

    status = run(["check", "--as", "double", "--json"])

    found = documents(capfd)
    assert status == 3
    assert [one.get("twice") for one in found] == [4, None, None, 8]
    assert ["error" in one for one in found] == [False, True, True, False]
    assert run(["check", "--as", "double", "file"]) == 2
