# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Every command prints what the schemas in `docs/json` promise, no more and no less."""

import contextlib
import copy
import functools
import io
import json
import shutil
import sys
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from commonweal.surfaces.cli import run
from commonweal.surfaces.cli.shapes import documents
from tests.gitkit import ADA, BO, History
from tests.sources.advisories.mirror import Mirror

ROOT = Path(__file__).parents[2]
SCHEMAS = ROOT / "docs" / "json"
NOW = int(time.time())
LOCK = """[[package]]
name = "frame"
version = "2.0"
optional = false
python-versions = ">=3.8"
files = []

[package.dependencies]
well = "1.0"

[[package]]
name = "well"
version = "1.0"
optional = false
python-versions = ">=3.8"
files = []

[metadata]
lock-version = "2.0"
python-versions = ">=3.8"
content-hash = "0"
"""
CITATION = "cff-version: 1.2.0\nmessage: m\ntitle: t\nauthors: [{name: n}]\n"
MODEL = """framework: {name: Model Openness Framework, version: '1.0', date: '2024-12-15'}
release:
  name: m
  producer: p
  license: {}
  components:
    - {name: Model architecture, license: Apache}
    - {name: Technical report, license: MIT}
"""
WORKFLOW = """on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: some/action@v1
"""
ADVISORY = {
    "id": "PYSEC-1",
    "modified": "2026-01-01T00:00:00Z",
    "affected": [
        {
            "package": {"ecosystem": "PyPI", "name": "well"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1.5"}]}],
        }
    ],
}
QUESTIONS = {
    "version-order": {"ecosystem": "npm", "left": "1.0.0", "right": "2.0.0"},
    "affected": {**ADVISORY, "package": {"ecosystem": "PyPI", "name": "well", "version": "1.0"}},
    "scorecard": {"id": "1", "level": "check", "check": "License", "input": {}, "files": {}},
}

Command = tuple[str, ...]


def commands(folder: Path, source: str) -> Mapping[str, tuple[Command, ...]]:
    """Command lines that bring every shape to light, in the order of an office's work."""
    return {
        "init": (("init", "--out", "drafted.toml", str(folder)),),
        "survey": (("survey", "--seconds", "60"),),
        "advisories import": (("advisories", "import", "PyPI.zip"),),
        "advisories update": (
            ("advisories", "update", "PyPI", "--source", source, "--allow-private"),
        ),
        "advisories list": (("advisories", "list"),),
        "advisories": (("advisories",),),
        "answers show": (("answers", "show"),),
        "assess": (("assess",), ("assess", "dpg"), ("assess", "--project", "app")),
        "check": (
            ("check", *sorted(file.name for file in Path("files").iterdir())),
            ("check", "--as", "reuse", "."),
            ("check", "."),
            ("check", "--format", "cargolock", "odd.txt"),
            ("check", "missing", "--as", "cff"),
            *(("check", "--as", kind) for kind in QUESTIONS),
        ),
        "compare": (("compare", "app", "pumps"), ("compare", "app", "water", "--metric", "age")),
        "metrics": (("metrics",), ("metrics", "commits"), ("metrics", "languages")),
        "next": (("next",), ("next", "--write", "drafts")),
        "publish": (("publish",), ("publish", "--language", "en", "--language", "ar")),
        "risk": (("risk",), ("risk", "--without", "package:well")),
        "status": (("status",),),
        "verify": (("verify",),),
    }


def made_office(folder: Path) -> None:
    """An app that stands on a library of the portfolio, on a package, and on a missing clone."""
    app = History(folder / "app.git")
    project = '[project]\nname = "wells-app"\ndependencies = ["frame>=2", "pumps"]\n'
    old, new = (f"{NOW - days * 86_400} +0000" for days in (900, 20))
    app.commit({"app.py": "print(1)\n", "pyproject.toml": project}, author=ADA, when=old)
    app.commit({"poetry.lock": LOCK}, author=ADA, when=new)
    app.write()
    library = History(folder / "pumps.git")
    library.commit({"pyproject.toml": '[project]\nname = "pumps"\n'}, author=BO, when=new)
    library.write()
    Path("portfolio.toml").write_text(
        "".join(
            f'[[projects]]\nid = "{name}"\nrepositories = ["{folder / name}.git"]\n'
            'groups = { use = "water" }\n'
            for name in ("app", "pumps", "gone")
        )
    )
    with zipfile.ZipFile("PyPI.zip", "w") as archive:
        archive.writestr("PYSEC-1.json", json.dumps(ADVISORY))


def made_files() -> None:
    """Files of every kind that can be judged, good ones and bad ones."""
    files = Path("files")
    files.mkdir()
    (files / "CITATION.cff").write_text(CITATION)
    (files / "bad.cff").write_text("title: ''\n")
    (files / "publiccode.yml").write_text("publiccodeYmlVersion: '0.4'\nname: 3\n")
    (files / "codemeta.json").write_text('{"x": 1}')
    (files / "model.yml").write_text(MODEL)
    (files / "empty.yml").write_text(MODEL.partition("release")[0])
    (files / "COPYING").write_text((ROOT / "LICENSES" / "Apache-2.0.txt").read_text("utf-8"))
    (files / "LICENSE").write_text("Do as you like.")
    (files / "poetry.lock").write_text(LOCK)
    (files / "odd.txt").write_text('[[package]]\nname = "a"\nversion = "1"\n')
    (files / "build.yml").write_text(WORKFLOW)
    (files / "m.safetensors").write_bytes((2).to_bytes(8, "little") + b"{}")
    (files / "answers.yml").write_text("commonweal-answers: 1\nanswers: []\n")
    (files / "unknown.bin").write_bytes(b"\x00")


def printed(command: Command) -> bytes:
    """What a command prints on stdout with `--json`."""
    asked = QUESTIONS.get(command[-1], {})
    output = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    with contextlib.redirect_stdout(output), pytest.MonkeyPatch.context() as patch:
        lines = json.dumps(asked).encode() + b"\nno JSON\n"
        patch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(lines)))
        if command[0] == "check":
            patch.chdir("files")
        assert run([*command, "--json"]) in (0, 1, 3)
    buffer = output.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, list[Any]]]:
    """All documents that were printed, by command."""
    folder = tmp_path_factory.mktemp("repositories")
    mirror = Mirror(folder)
    mirror.lay({**ADVISORY, "id": "PYSEC-2"})
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("office"))
        made_office(folder)
        made_files()
        found: dict[str, list[Any]] = {}
        for words, lines in commands(folder, mirror.url).items():
            if words == "answers show":
                assert run(["answer", "app", "dpg/1", "met", "--because", "So it is."]) == 0
            for line in lines:
                text = printed(line).decode()
                separate = text.splitlines() if words == "check" else [text]
                found.setdefault(words, []).extend(json.loads(part) for part in separate)
        yield found
    mirror.server.shutdown()
    mirror.server.server_close()
    shutil.rmtree(folder)


@functools.cache
def schema_of(words: str) -> dict[str, Any]:
    """The schema as it is kept, but closed: what it does not name may not be there."""
    name = f"{words.replace(' ', '-')}.schema.json"
    schema: dict[str, Any] = json.loads((SCHEMAS / name).read_text("utf-8"))
    for part, struct in schema["$defs"].items():
        # The answers of Scorecard have the keys of the check that was asked.
        struct["additionalProperties"] = part == "ScorecardAnswer"
    return schema


def shape_of(words: str, place: int) -> Draft202012Validator:
    """The validator of one of the shapes of a command."""
    schema = copy.deepcopy(schema_of(words))
    schema["anyOf"] = [schema["anyOf"][place]]
    return Draft202012Validator(schema)


@pytest.mark.parametrize("words", sorted(documents()))
def test_what_a_command_prints_is_what_its_schema_says(
    words: str, outputs: Mapping[str, list[Any]]
) -> None:
    validator = Draft202012Validator(schema_of(words))

    faults = [
        (document, [error.message for error in validator.iter_errors(document)])
        for document in outputs[words]
    ]

    assert [fault for fault in faults if fault[1]] == []


@pytest.mark.parametrize("words", sorted(documents()))
def test_every_shape_of_a_command_was_printed(words: str, outputs: Mapping[str, list[Any]]) -> None:
    shapes = documents()[words].shapes
    never = [
        shape
        for place, shape in enumerate(shapes)
        if not any(shape_of(words, place).is_valid(document) for document in outputs[words])
    ]

    assert never == []


@pytest.mark.parametrize("words", sorted(documents()))
def test_a_document_that_lost_a_key_is_not_what_was_promised(
    words: str, outputs: Mapping[str, list[Any]]
) -> None:
    validator = Draft202012Validator(schema_of(words))
    first = outputs[words][0]
    first = first[0] if isinstance(first, list) else first
    whole: Callable[[Any], Any] = (lambda part: [part]) if _is_list(words) else (lambda part: part)

    kept = [
        key
        for key in first
        if validator.is_valid(whole({name: first[name] for name in first if name != key}))
    ]

    assert first
    assert kept == []


def _is_list(words: str) -> bool:
    top: dict[str, Any] = schema_of(words)["anyOf"][0]
    return top.get("type") == "array"


def test_what_others_read_is_there(outputs: Mapping[str, list[Any]]) -> None:
    metric = outputs["metrics"][1]
    sheet = outputs["assess"][2]
    lines = [line for section in sheet["sections"] for line in section["lines"]]

    assert metric["metric"]["id"] == "commits"
    assert metric["figure"]["value"] == 2
    assert max(point["high"] or 0 for point in metric["chart"]["points"]) >= 1
    assert [line["verdict"] for line in lines if line["control"]["id"] == "dpg/1"] == ["met"]
    assert outputs["next"][0]["steps"][0]["class"] == "harm_now"
    assert outputs["survey"][0]["problems"][0]["fix"] != ""
    assert outputs["answers show"][0][0]["control_id"] == "dpg/1"
