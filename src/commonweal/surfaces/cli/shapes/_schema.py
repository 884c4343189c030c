# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""JSON Schemas of what commands print: `python -m commonweal.surfaces.cli.shapes._schema`."""

import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, get_args

import msgspec

from commonweal.surfaces.cli.shapes import Printed, documents

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_FIELD = re.compile(r"^(\w+): (.+)$", re.MULTILINE)


def schemas() -> dict[str, dict[str, Any]]:
    """Make the schema of every command, by the name of its file."""
    return {
        f"{words.replace(' ', '-')}.schema.json": schema_of(words, printed)
        for words, printed in documents().items()
    }


def schema_of(words: str, printed: Printed) -> dict[str, Any]:
    """Make the schema of one command; what it prints has one of its shapes."""
    tops, parts = msgspec.json.schema_components(printed.shapes, ref_template="#/$defs/{name}")
    structs = {struct.__name__: struct for struct in _structs(printed.shapes)}
    return {
        "$schema": DIALECT,
        "title": f"commonweal {words} --json",
        "version": printed.version,
        "anyOf": list(tops),
        "$defs": {name: _described(parts[name], structs[name]) for name in sorted(parts)},
    }


def _structs(types: Iterable[Any]) -> Iterable[type[msgspec.Struct]]:
    """Walk all structs that are part of types."""
    for shape in types:
        if isinstance(shape, type) and issubclass(shape, msgspec.Struct):
            yield shape
            yield from _structs(field.type for field in msgspec.structs.fields(shape))
        yield from _structs(get_args(shape))


def _described(part: Mapping[str, Any], struct: type[msgspec.Struct]) -> dict[str, Any]:
    """Give every key the sentence that the docstring has for it; what is always there is required.

    A `version` has its only value as default; it is written all the same.
    """
    text = struct.__doc__ or ""
    sentences = dict(_FIELD.findall(re.sub(r"^ +", "", text, flags=re.MULTILINE)))
    properties = {
        key: {**value, "description": sentences[key]} for key, value in part["properties"].items()
    }
    for value in properties.values():
        value.pop("default", None)
    always = [
        field.encode_name
        for field in msgspec.structs.fields(struct)
        if field.default is not msgspec.UNSET
    ]
    return {
        "description": text.partition("\n")[0],
        "type": "object",
        "properties": properties,
        "required": always,
    }


def written(schema: Mapping[str, Any]) -> str:
    """Write a schema as it is kept in a file."""
    return msgspec.json.format(msgspec.json.encode(schema), indent=2).decode() + "\n"


if __name__ == "__main__":
    for name, content in schemas().items():
        Path(sys.argv[1], name).write_text(written(content), encoding="utf-8")
