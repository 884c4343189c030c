# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""One generic test for every probe: you write `cases.toml`, not test code."""

import ast
import re
import tomllib
from collections.abc import Mapping
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import cache
from importlib import resources
from pathlib import Path
from string import Formatter
from typing import Any

import msgspec
import pytest

from commonweal.core.objects import MemoryObjects
from commonweal.evidence.engine import Engine
from commonweal.measures.catalogue import read_probe
from commonweal.measures.find import (
    ENGINE_REASONS,
    find_in_evidence,
    find_in_tree,
    findings_of,
)
from commonweal.measures.probe import Finding, Outcome, Place, Probe, named_in
from commonweal.sources.tree import collect_tree
from tests.measures.test_metrics import offer_views

FOLDER = resources.files("commonweal.measures") / "probes"
OURS = tuple(
    read_probe(folder, "commonweal.measures.probes")
    for folder in sorted(FOLDER.iterdir(), key=lambda entry: entry.name)
    if (folder / "probe.toml").is_file()
)


class Expected(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A finding as it is written in a case: places are `outcome path:line label`."""

    outcome: Outcome
    reason: str
    values: dict[str, Any] = {}
    places: tuple[str, ...] = ()
    repository_id: str = "r"


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """For Python: files by path (text; `hex:` for bytes). For SQL: rows of the views read."""

    name: str
    expect: Expected | list[Expected]
    as_of: datetime = datetime(2024, 6, 30, tzinfo=UTC)
    files: dict[str, str] = {}
    gaps: frozenset[str] = frozenset()
    rows: dict[str, list[dict[str, Any]]] = {}


@cache
def cases_of(probe_id: str) -> tuple[Case, ...]:
    content = (FOLDER / probe_id / "cases.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(content)["case"], tuple[Case, ...])


ALL = [
    pytest.param(probe, case, id=f"{probe.id}: {case.name}")
    for probe in OURS
    for case in cases_of(probe.id)
]


def content_of(text: str) -> bytes:
    return bytes.fromhex(text[4:]) if text.startswith("hex:") else text.encode()


def written(place: Place) -> str:
    line = f":{place.line}" if place.line else ""
    return f"{place.outcome.value} {place.path}{line} {place.label}".rstrip()


def as_expected(finding: Finding) -> Expected:
    places = tuple(written(place) for place in finding.places)
    return Expected(finding.outcome, finding.reason, dict(finding.values), places)


def found_in_files(probe: Probe, case: Case) -> Finding:
    files = {path: content_of(text) for path, text in case.files.items()}
    rows = collect_tree(MemoryObjects(files), repository_id="r", head="")
    rows = rows._replace(gaps=rows.gaps | case.gaps)
    return find_in_tree(rows.tree(), [probe])[probe.id]


def _repositories(case: Case) -> list[str]:
    """Every subject of a case but projects and the portfolio is a repository."""
    names = {row.get("repository_id", "portfolio") for rows in case.rows.values() for row in rows}
    return sorted(one for one in names if one != "portfolio" and not one.startswith("project:"))


def found_in_rows(probe: Probe, case: Case) -> list[Expected]:
    engine = Engine()
    try:
        with ExitStack() as offered:
            rows = {view: case.rows.get(view, []) for view in probe.reads}
            rows["repository"] = case.rows.get(
                "repository", [{"repository_id": name} for name in _repositories(case)]
            )
            offer_views(engine, offered, rows)
            rows_found = find_in_evidence(engine, [probe], surveyed_at=case.as_of)
            return [
                msgspec.structs.replace(as_expected(finding), repository_id=repository_id)
                for (repository_id, _), finding in findings_of(*rows_found).items()
            ]
    finally:
        engine.close()


@pytest.mark.parametrize(("probe", "case"), ALL)
def test_a_probe_finds_what_its_case_says(probe: Probe, case: Case) -> None:
    if probe.sql:
        expected = case.expect if isinstance(case.expect, list) else [case.expect]
        assert found_in_rows(probe, case) == expected
    else:
        assert as_expected(found_in_files(probe, case)) == case.expect


@pytest.mark.parametrize("probe", OURS, ids=lambda probe: probe.id)
def test_every_reason_of_a_probe_is_given_in_some_case_and_can_be_filled(probe: Probe) -> None:
    given: dict[str, Mapping[str, Any]] = {}
    for case in cases_of(probe.id):
        for expected in case.expect if isinstance(case.expect, list) else [case.expect]:
            given[expected.reason] = expected.values

    assert given.keys() - ENGINE_REASONS.keys() == probe.reasons.keys()
    for reason, sentence in probe.reasons.items():
        named = {name for _, name, _, _ in Formatter().parse(sentence) if name}
        assert named <= given[reason].keys(), reason


# A number and the thing that is counted; "of", "%" and a verb need no second form.
COUNTED = re.compile(r"\{(\w+)\} (?!(?:of|and|in|is|are|with)\b)[a-z]")


@pytest.mark.parametrize("probe", OURS, ids=lambda probe: probe.id)
def test_a_sentence_that_counts_things_has_a_form_for_one(probe: Probe) -> None:
    numbers: dict[str, set[str]] = {}
    for case in cases_of(probe.id):
        for expected in case.expect if isinstance(case.expect, list) else [case.expect]:
            found = {name for name, value in expected.values.items() if isinstance(value, int)}
            numbers.setdefault(expected.reason, set()).update(found)
    counting = {
        reason
        for reason, sentence in probe.reasons.items()
        if not numbers.get(reason, set()).isdisjoint(COUNTED.findall(sentence))
    }

    assert counting - probe.one.keys() == set()
    for reason, sentence in probe.one.items():
        assert named_in(sentence) < named_in(probe.reasons[reason]), reason
        assert not COUNTED.search(sentence), reason
        left_out = named_in(probe.reasons[reason]) - named_in(sentence)
        assert left_out <= numbers[reason], reason


def test_a_single_thing_is_said_in_the_singular() -> None:
    probe = Probe(
        "p",
        "P",
        "quality",
        (),
        {"x": "{lines} lines of {all}.", "y": "None."},
        one={"x": "One line of {all}."},
    )

    said = [probe.forms("x", {"lines": lines, "all": 3}) for lines in (0, 1, 2)]

    assert [forms.text for forms in said if forms] == [
        "{lines} lines of {all}.",
        "One line of {all}.",
        "{lines} lines of {all}.",
    ]
    assert probe.forms("y", {}) is None


@pytest.mark.parametrize("probe", OURS, ids=lambda probe: probe.id)
def test_labels_in_cases_are_those_that_the_definition_names(probe: Probe) -> None:
    labels = {
        place.split(" ", 2)[2]
        for case in cases_of(probe.id)
        for expected in (case.expect if isinstance(case.expect, list) else [case.expect])
        for place in expected.places
        if place.count(" ") > 1
    }

    assert labels <= probe.labels.keys()


@pytest.mark.parametrize("probe", OURS, ids=lambda probe: probe.id)
def test_a_probe_never_fails_on_an_empty_tree(probe: Probe) -> None:
    if probe.find:
        finding = find_in_tree(
            collect_tree(MemoryObjects({}), repository_id="r", head="").tree(), [probe]
        )

        assert finding[probe.id].reason in {*probe.reasons, *ENGINE_REASONS}


def test_what_is_not_found_in_a_tree_that_was_not_read_to_its_end_is_unknown() -> None:
    probe = next(one for one in OURS if one.id == "readme")
    expected = Expected(Outcome.FALSE, "none")
    case = Case("gap", expected, files={"a.txt": "x"}, gaps=frozenset({"documents"}))

    assert found_in_files(probe, case) == Finding(Outcome.UNKNOWN, "not_all_read")


def test_a_draft_with_open_questions_speaks_for_nothing_yet() -> None:
    probe = next(one for one in OURS if one.id == "security_policy")
    text = "# Security\n\nWrite to ada@wells.example within 90 days.\n\nTODO(office): who?\n"
    case = Case("draft", Expected(Outcome.FALSE, "none"), files={"SECURITY.md": text})

    finding = found_in_files(probe, case)

    assert (finding.outcome, finding.reason) == (Outcome.UNKNOWN, "open_draft")
    assert {place.outcome for place in finding.places} == {Outcome.UNKNOWN}


PURE = {
    "commonweal.core.tree",
    "commonweal.drafting.metadata.own",
    "commonweal.core.text",
    "commonweal.core.writing",
    "commonweal.measures.probe",
    "commonweal.formats",
    "commonweal.packages",
    "commonweal.syntax",
}
STDLIB = {
    "re",
    "collections",
    "functools",
    "itertools",
    "typing",
    "json",
    "string",
    "dataclasses",
    "math",
    "collections.abc",
    "__future__",
    "fnmatch",
}


@pytest.mark.parametrize("file", sorted(Path(str(FOLDER)).glob("*/probe.py")), ids=str)
def test_a_probe_reads_its_tree_and_nothing_else(file: Path) -> None:
    imported = [
        name
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    ]

    assert [one for one in imported if one not in STDLIB and not one.startswith(tuple(PURE))] == []
