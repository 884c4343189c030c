# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The judge of publiccode.yml: pure, offline, with line and column."""

from collections.abc import Mapping
from typing import Any

import msgspec

from commonweal.formats.judging import Judge
from commonweal.formats.publiccode.advice import advise
from commonweal.formats.publiccode.decode import decode
from commonweal.formats.publiccode.findings import Finding
from commonweal.formats.publiccode.images import Neighbours, is_relative, judge_files, named_files
from commonweal.formats.publiccode.validate import validate
from commonweal.formats.publiccode.vocabulary import vocabulary
from commonweal.syntax.yaml import Document, YamlRefused, read_yaml

_VERSION = "publiccodeYmlVersion"
_MOST_FINDINGS = 500


def recognises(name: str, start: bytes) -> bool:
    """Tell by the name, else by the key that every such file begins with."""
    lowered = name.lower()
    if lowered in ("publiccode.yml", "publiccode.yaml"):
        return True
    return lowered.endswith((".yml", ".yaml")) and f"\n{_VERSION}:".encode() in b"\n" + start


def judge(name: str, content: bytes) -> Mapping[str, Any]:
    """Judge a lone file: whether the files that it names exist is not asked."""
    return judge_beside(name, content, None)


def judge_beside(name: str, content: bytes, neighbours: Neighbours | None) -> Mapping[str, Any]:
    """Judge a file whose folder is known."""
    del name
    findings = _findings(content, neighbours)[:_MOST_FINDINGS]
    levels = {finding.level for finding in findings}
    verdict = "invalid" if "error" in levels else "valid_with_warnings" if levels else "valid"
    return {
        "ok": verdict != "invalid",
        "verdict": verdict,
        "results": [msgspec.to_builtins(finding) for finding in findings],
    }


def wanted(content: bytes) -> tuple[str, ...]:
    """Give the relative paths of the files that `judge_beside` would look at."""
    try:
        document = read_yaml(content, merge=True)
    except YamlRefused:
        return ()
    if not isinstance(document.value, dict):
        return ()
    values, _ = decode(document)
    return tuple({name for _, name in named_files(values) if is_relative(name)})


def _findings(content: bytes, neighbours: Neighbours | None) -> list[Finding]:
    try:
        document = read_yaml(content, merge=True)
    except YamlRefused as refused:
        return [Finding("error", "", refused.what, refused.line, refused.column)]
    if not isinstance(document.value, dict):
        return [Finding("error", "", "the file must hold keys with values", 1, 1)]
    early = _unreadable_version(document)
    if early is not None:
        return [early]
    values, findings = decode(document)
    findings += [
        Finding(
            "error",
            duplicate.key,
            f"the key '{duplicate.key}' stands twice",
            duplicate.line,
            duplicate.column,
        )
        for duplicate in document.duplicates
    ]
    findings += validate(document, values)
    findings += advise(document, values)
    findings += judge_files(document, values, neighbours)
    return findings


def _unreadable_version(document: Document) -> Finding | None:
    """Without a version that is known, nothing else can be judged."""
    version = document.value.get(_VERSION)
    if version is None:
        return Finding("error", _VERSION, f"{_VERSION} is a required field", 0, 0)
    place = document.place((_VERSION,))
    if place is None or place.text is None:
        line = place.value_line if place else 0
        return Finding("error", _VERSION, "wrong type for this field", line, 1)
    if place.text in vocabulary().versions:
        return None
    supported = ", ".join(vocabulary().versions)
    message = f"unsupported version: '{place.text[:40]}'. Supported versions: {supported}"
    return Finding("error", _VERSION, message, 0, 0)


JUDGE = Judge(kind="publiccode", recognises=recognises, judge=judge, order=10)
