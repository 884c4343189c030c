# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The rules of its own version that a CITATION.cff breaks."""

from collections.abc import Mapping
from typing import Any

from commonweal.formats.cff.rules import Wrong
from commonweal.formats.cff.shape import VERSIONS, rule_of

_NEWEST = "1.2.0"
# The first version whose schema is JSON Schema; in those before, a key without a value is none.
_STRICT = "1.2.0"


def errors_in(value: Mapping[str, Any]) -> list[Wrong]:
    """Judge a whole file; an unknown version as the newest that is finished, which says so."""
    version = value.get("cff-version")
    known = version if isinstance(version, str) and version in VERSIONS else _NEWEST
    return rule_of(known)(value if known >= _STRICT else _without_nulls(value), ())


def _without_nulls(value: Any) -> Any:
    """Leave out what has no value; the reader has bounded the depth."""
    if isinstance(value, list):
        return [_without_nulls(entry) for entry in value if entry is not None]
    if not isinstance(value, dict):
        return value
    kept = {name: entry for name, entry in value.items() if not _is_null(entry)}
    return {name: _without_nulls(entry) for name, entry in kept.items()}


def _is_null(value: object) -> bool:
    is_empty = isinstance(value, list) and bool(value) and all(entry is None for entry in value)
    return value is None or is_empty
