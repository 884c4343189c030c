# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Read a CITATION.cff into plain values; dates stay the text that was written."""

from typing import Any

from commonweal.core.message import message
from commonweal.core.problem import InputMalformed
from commonweal.formats.cff.errors import errors_in
from commonweal.formats.cff.rules import Wrong
from commonweal.syntax.yaml import Document, Place, YamlRefused, read_yaml


def read_document(content: bytes) -> Document:
    """Read the YAML; a `YamlRefused` where it cannot be read."""
    document = read_yaml(content, merge=True, unique=True)
    if not isinstance(document.value, dict):
        raise YamlRefused("the file must hold keys with values", 1, 1)
    return document


def read_citation(content: bytes) -> dict[str, Any]:
    """Read for a conversion; an `InputMalformed` where it cannot be read or is not valid."""
    try:
        document = read_document(content)
    except YamlRefused as refused:
        what = message(
            "this is no CITATION.cff: %(why)s (line %(line)s)", why=refused.what, line=refused.line
        )
        raise InputMalformed(what, fix=message("Run `commonweal check` on the file.")) from refused
    if "cff-version" not in document.value:
        raise InputMalformed(message("this is no CITATION.cff: the key 'cff-version' is missing"))
    if wrong := errors_in(document.value):
        raise InputMalformed(
            message(
                "this CITATION.cff is not valid, and is not converted: %(why)s",
                why=_reason(document, wrong),
            ),
            fix=message("Run `commonweal check` on the file."),
        )
    return {name: _as_written(document, name, value) for name, value in document.value.items()}


def place_of(document: Document, error: Wrong) -> Place:
    """Find the value that breaks a rule, else the closest one around it."""
    parts = [int(part) if part.isdigit() else part for part in error.path.split("/") if part]
    return document.nearest(tuple(parts))


def _reason(document: Document, wrong: list[Wrong]) -> str:
    first, more = wrong[0], len(wrong) - 1
    key = f"{first.path}: " if first.path else ""
    place = f"line {place_of(document, first).line}"
    return f"{key}{first.message} ({place}{f'; and {more} more' if more else ''})"


def _as_written(document: Document, name: str, value: object) -> object:
    """Keep a number as its author wrote it: version 1.10 is not 1.1."""
    place = document.place((name,)) if isinstance(value, float) else None
    return place.text if place is not None else value
