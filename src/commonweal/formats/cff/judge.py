# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The judge of CITATION.cff: pure, for the versions 1.0.3 to 1.3.0."""

from collections.abc import Mapping
from typing import Any

import msgspec

from commonweal.formats.cff.errors import errors_in
from commonweal.formats.cff.read import place_of, read_document
from commonweal.formats.cff.rules import Wrong
from commonweal.formats.judging import Judge
from commonweal.syntax.yaml import Document, YamlRefused

_MOST_ERRORS = 500


def recognises(name: str, start: bytes) -> bool:
    """Tell by the name, else by the key that only these files have."""
    lowered = name.lower()
    if lowered.endswith(".cff"):
        return True
    return lowered.endswith((".yml", ".yaml")) and b"\ncff-version:" in b"\n" + start


def judge(name: str, content: bytes) -> Mapping[str, Any]:
    """Judge a file by the rules of the version it names."""
    del name
    try:
        document = read_document(content)
    except YamlRefused as refused:
        error = {"path": "", "rule": "yaml", "message": refused.what}
        place = {"line": refused.line, "column": refused.column}
        return {"ok": False, "valid": False, "errors": [{**error, **place}]}
    errors = errors_in(document.value)
    return {
        "ok": not errors,
        "valid": not errors,
        "errors": [_placed(document, error) for error in errors[:_MOST_ERRORS]],
    }


def _placed(document: Document, error: Wrong) -> dict[str, Any]:
    """Add the line and column of the value that breaks the rule."""
    place = place_of(document, error)
    return {**msgspec.to_builtins(error), "line": place.line, "column": place.column}


JUDGE = Judge(kind="cff", recognises=recognises, judge=judge, order=10)
