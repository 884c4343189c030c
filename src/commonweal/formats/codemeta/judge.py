# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The judge of codemeta.json: strict, so a term that codemeta does not know is an error."""

import functools
import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import datetime
from importlib import resources
from typing import Any

import msgspec

from commonweal.formats.codemeta.values import wrong_value
from commonweal.formats.judging import Judge
from commonweal.syntax.json import JsonRefused, read_json

_MOST_ERRORS = 500
_NAMES = ("codemeta.json",)
_CONTEXTS = (
    re.compile(r"https?://w3id\.org/codemeta/(?:3\.[01]|v?3(?:\.[01])?)/?"),
    re.compile(r"https?://(?:dx\.)?doi\.org/(?:doi:)?10\.5063/schema/codemeta-2\.0"),
    re.compile(r"https?://w3id\.org/codemeta/2\.0/?"),
    re.compile(r"https?://raw\.githubusercontent\.com/codemeta/codemeta/[\w./-]{1,80}\.jsonld"),
    re.compile(r"https?://(?:www\.)?codemeta\.github\.io/[\w./-]{1,80}"),
)
_SCHEMA = re.compile(r"https?://schema\.org/?")
_DATES = frozenset(
    ("dateCreated", "dateModified", "datePublished", "embargoEndDate", "startDate", "endDate")
)
_PARTIAL_DATE = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?")
# What JSON-LD itself says about a value; codemeta 3 also writes two of them without the at sign.
_ALIASES = frozenset(("id", "type"))
_TEXTS_OF_JSON_LD = frozenset(("@id", "@type", "id", "type"))


class _Terms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    types: frozenset[str]
    terms: frozenset[str]
    older: frozenset[str]


class _Error(msgspec.Struct, frozen=True):
    path: str
    rule: str
    message: str


@functools.cache
def _terms() -> _Terms:
    text = resources.files(__package__).joinpath("terms.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), _Terms)


def recognises(name: str, start: bytes) -> bool:
    """Tell by the name, else by the context of a JSON file."""
    lowered = name.lower()
    if lowered in _NAMES:
        return True
    return lowered.endswith((".json", ".jsonld")) and b"codemeta" in start and b"@context" in start


def judge(name: str, content: bytes) -> Mapping[str, Any]:
    """Judge a file; `path` is written with slashes."""
    del name
    try:
        document = read_json(content)
    except JsonRefused as refused:
        error = {"path": "", "rule": "json", "message": refused.what}
        place = {"line": refused.line, "column": refused.column}
        return {"ok": False, "valid": False, "errors": [{**error, **place}]}
    errors = list(_errors(document.value))
    errors += [_Error(name, "duplicate", f"'{name}' stands twice") for name in document.duplicates]
    return {
        "ok": not errors,
        "valid": not errors,
        "errors": [msgspec.to_builtins(error) for error in errors[:_MOST_ERRORS]],
    }


def _errors(value: object) -> Iterator[_Error]:
    if not isinstance(value, dict):
        yield _Error("", "type", "the file must hold one JSON object")
        return
    context = value.get("@context")
    contexts = context if isinstance(context, list) else [context]
    if context is None:
        yield _Error("", "required", "'@context' is missing: it says which codemeta this is")
    elif not any(_is_known(entry) or _is_schema(entry) for entry in contexts):
        yield _Error("@context", "context", "names neither codemeta 2.0 nor 3.0")
    own = {name for entry in contexts if isinstance(entry, dict) for name in entry}
    is_open = any(isinstance(entry, str) and not _is_known(entry) for entry in contexts)
    yield from _members(value, "", own=own, is_open=is_open)


def _is_known(context: object) -> bool:
    return isinstance(context, str) and any(
        pattern.fullmatch(context[:200]) for pattern in _CONTEXTS
    )


def _is_schema(context: object) -> bool:
    """schema.org alone: codemeta's own examples use it; its many terms are not checked here."""
    return isinstance(context, str) and _SCHEMA.fullmatch(context[:200]) is not None


def _members(value: object, path: str, *, own: set[str], is_open: bool) -> Iterator[_Error]:
    """Walk all values; the reader has bounded their depth."""
    if isinstance(value, list):
        for index, entry in enumerate(value):
            yield from _members(entry, f"{path}/{index}".lstrip("/"), own=own, is_open=is_open)
        return
    if not isinstance(value, dict):
        return
    for name, entry in value.items():
        if name == "@context":
            continue
        here = f"{path}/{name}".lstrip("/")
        if not (is_open or name in own or _is_term(name)):
            yield _Error(here, "term", f"'{name[:80]}' is no term of codemeta")
        if name in _DATES and isinstance(entry, str) and not _is_date(entry):
            yield _Error(here, "format", f"{entry[:60]!r} is no date as YYYY-MM-DD")
        if name not in own:
            yield from _wrong_values(name, entry, here)
        yield from _members(entry, here, own=own, is_open=is_open)


def _wrong_values(name: str, value: object, path: str) -> Iterator[_Error]:
    """Judge a value, or each entry of a list; what JSON-LD itself says is always a text."""
    known = name in _terms().terms or name in _terms().older or name in _TEXTS_OF_JSON_LD
    if not known:
        return
    for index, entry in enumerate(value if isinstance(value, list) else [value]):
        if wrong := wrong_value(name, entry):
            here = f"{path}/{index}" if isinstance(value, list) else path
            yield _Error(here, "type", f"'{name}' {wrong}")


def _is_term(name: str) -> bool:
    if name.startswith("@") or ":" in name or name in _ALIASES:
        return True
    known = _terms()
    return name in known.terms or name in known.older


def _is_date(text: str) -> bool:
    try:
        return bool(_PARTIAL_DATE.fullmatch(text) or datetime.fromisoformat(text))
    except ValueError:
        return False


JUDGE = Judge(kind="codemeta", recognises=recognises, judge=judge, order=10)
