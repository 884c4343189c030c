# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Judge the values of a publiccode.yml against its shape."""

from collections.abc import Iterator, Mapping
from typing import Any

from commonweal.formats.publiccode.checks import is_language
from commonweal.formats.publiccode.findings import Finding, Path, placed
from commonweal.formats.publiccode.shape import ALWAYS, FIELDS, Field
from commonweal.syntax.yaml import Document

_EMPTY = "must contain more than 0 items"


def validate(document: Document, values: Mapping[str, Any]) -> Iterator[Finding]:
    """Give what is missing or wrong, in the order of the fields."""
    maintenance = values.get("maintenance") or {}
    if maintenance.get("type") != "contract":
        # Contractors that must not be there are not judged one by one.
        kept = {name: value for name, value in maintenance.items() if name != "contractors"}
        values = {**values, "maintenance": kept}
    yield from _record(document, values, FIELDS, ())
    yield from _maintenance(document, maintenance)


def _record(
    document: Document, values: Mapping[str, Any], fields: Mapping[str, Field], path: Path
) -> Iterator[Finding]:
    for name, field in fields.items():
        value = values.get(name)
        if value is None and not path and name in ALWAYS:
            value = {}
        yield from _field(document, value, field, (*path, name))


def _field(document: Document, value: Any, field: Field, path: Path) -> Iterator[Finding]:
    if field.required and (value is None or value == ""):
        yield _wrong(document, path, "is a required field")
    elif field.is_filled and not value:
        yield _wrong(document, path, _EMPTY)
    elif isinstance(value, str) and field.kind == "text_or_texts":
        # A text alone is read as a list of one.
        yield from _checked(document, value, field, (*path, 0))
    elif isinstance(value, str):
        yield from _checked(document, value, field, path)
    elif field.kind == "record" and value is not None:
        yield from _record(document, value, field.fields, path)
    elif field.kind == "languages":
        yield from _languages(document, value, field, path)
    elif isinstance(value, list):
        yield from _entries(document, value, field, path)


def _entries(document: Document, entries: list[Any], field: Field, path: Path) -> Iterator[Finding]:
    for index, entry in enumerate(entries):
        here = (*path, index)
        if field.kind == "records":
            yield from _record(document, entry, field.fields, here)
        else:
            yield from _checked(document, entry or "", field, here)


def _languages(
    document: Document, value: Mapping[str, Any], field: Field, path: Path
) -> Iterator[Finding]:
    wrong = [tag for tag in value if is_language(tag)]
    if wrong:
        # Where the tags are wrong, what stands under them is not judged.
        yield _wrong(document, path, is_language(wrong[0]))
        return
    for tag, entry in value.items():
        yield from _record(document, entry, field.fields, (*path, tag))


def _checked(document: Document, value: str, field: Field, path: Path) -> Iterator[Finding]:
    for check in field.checks:
        wrong = check(value)
        if wrong:
            yield _wrong(document, path, wrong)
            return


def _maintenance(document: Document, values: Mapping[str, Any]) -> Iterator[Finding]:
    kind = values.get("type")
    if kind == "contract" and values.get("contractors") is None:
        wrong = 'is a required field when "type" is "contract"'
        yield _wrong(document, ("maintenance", "contractors"), wrong)
    elif kind != "contract" and values.get("contractors") is not None:
        wrong = 'must not be present unless "type" is "contract"'
        yield _wrong(document, ("maintenance", "contractors"), wrong)
    if kind in ("internal", "community") and values.get("contacts") is None:
        wrong = f'is a required field when "type" is "{kind}"'
        yield _wrong(document, ("maintenance", "contacts"), wrong)


def _wrong(document: Document, path: Path, what: str) -> Finding:
    last = path[-1]
    name = f"{path[-2]}[{last}]" if isinstance(last, int) else last
    return placed(document, "error", path, f"{name} {what}")
