# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Read a document into the shape of publiccode.yml; a value of a wrong type empties its record.

The tools of this standard report the first wrong type only, and judge the rest
as if the record around it had not been given; so does this.
"""

from collections.abc import Mapping
from typing import Any

from commonweal.formats.publiccode.findings import Finding, Path, key_of
from commonweal.formats.publiccode.shape import FIELDS, Field
from commonweal.syntax.yaml import Document

_WRONG_TYPE = "wrong type for this field"


class _WrongType(Exception):
    def __init__(self, path: Path, message: str = _WRONG_TYPE, *, is_unknown: bool = False) -> None:
        super().__init__(path)
        self.path, self.message, self.is_unknown = path, message, is_unknown


def decode(document: Document) -> tuple[dict[str, Any], list[Finding]]:
    """Give what fits the shape, and a finding where something did not."""
    reader = _Reader(document)
    values = reader.fields(document.value, FIELDS, ())
    return values, [reader.finding(wrong) for wrong in reader.wrong[:1]] + [
        reader.finding(wrong) for wrong in reader.unknown
    ]


class _Reader:
    def __init__(self, document: Document) -> None:
        self._document = document
        self.wrong: list[_WrongType] = []
        self.unknown: list[_WrongType] = []

    def finding(self, wrong: _WrongType) -> Finding:
        """Place a wrong type: its line, and the first key that stands on that line."""
        place = self._document.nearest(wrong.path)
        line = place.line if wrong.is_unknown else place.value_line
        path = self._first_on(line, self._document.value, ()) or wrong.path
        return Finding("error", key_of(path), wrong.message, line, 1)

    def _first_on(self, line: int, value: object, path: Path) -> Path | None:
        for part, child in _children(value):
            here = (*path, part)
            place = self._document.place(here)
            if place is None or place.line > line:
                continue
            if place.line == line:
                return here
            found = self._first_on(line, child, here)
            if found:
                return found
        return None

    def fields(self, value: object, fields: Mapping[str, Field], path: Path) -> dict[str, Any]:
        """Read a mapping's fields in their order; the top level keeps what it can."""
        if not isinstance(value, dict):
            raise _WrongType(path)
        read: dict[str, Any] = {}
        first: _WrongType | None = None
        for name, field in fields.items():
            if value.get(name) is None:
                continue
            try:
                read[name] = self._value(value[name], field, (*path, name))
            except _WrongType as wrong:
                first = first or wrong
        if "*" not in fields:
            self._note_unknown(value, fields, path)
        if first is not None and path:
            raise first
        if first is not None:
            self.wrong.append(first)
        return read

    def _note_unknown(
        self, value: Mapping[str, object], fields: Mapping[str, Field], path: Path
    ) -> None:
        for name in value:
            if name not in fields:
                shown = f'unknown field "{name[:80]}"'
                self.unknown.append(_WrongType((*path, name), shown, is_unknown=True))

    def _value(self, value: object, field: Field, path: Path) -> object:
        match field.kind:
            case "any":
                return value
            case "text":
                return self._text(value, path)
            case "flag":
                if not isinstance(value, bool):
                    raise _WrongType(path)
                return value
            case "texts":
                return self._list(value, field, path)
            case "text_or_texts":
                is_list = isinstance(value, list)
                return self._list(value, field, path) if is_list else self._text(value, path)
            case "record":
                return self.fields(value, field.fields, path)
            case "records":
                return self._list(value, field, path)
            case "languages":
                return self._languages(value, field, path)

    def _text(self, value: object, path: Path) -> str | None:
        if isinstance(value, dict | list):
            raise _WrongType(path)
        place = self._document.place(path)
        text = place.text if place is not None else None
        return None if value is None else text if text is not None else str(value)

    def _list(self, value: object, field: Field, path: Path) -> list[object]:
        if not isinstance(value, list):
            raise _WrongType(path)
        read: list[object] = []
        for index, entry in enumerate(value):
            here = (*path, index)
            is_record = field.kind == "records"
            read.append(self._record(entry, field, here) if is_record else self._text(entry, here))
        return read

    def _record(self, value: object, field: Field, path: Path) -> dict[str, Any]:
        """An entry without a value is a record that lacks all its fields."""
        return self.fields({} if value is None else value, field.fields, path)

    def _languages(self, value: object, field: Field, path: Path) -> dict[str, object]:
        if not isinstance(value, dict):
            raise _WrongType(path)
        return {
            language: self.fields(entry or {}, field.fields, (*path, language))
            for language, entry in value.items()
        }


def _children(value: object) -> list[tuple[str | int, object]]:
    if isinstance(value, dict):
        return list(value.items())
    return list(enumerate(value)) if isinstance(value, list) else []
