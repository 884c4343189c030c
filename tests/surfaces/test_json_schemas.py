# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What `--json` prints is promised: every command has a schema that says all of it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import jsonschema
import msgspec
import pytest

from commonweal.surfaces.cli import commonweal
from commonweal.surfaces.cli.shapes import Printed, documents
from commonweal.surfaces.cli.shapes._schema import schema_of, schemas, written

FOLDER = Path(__file__).parents[2] / "docs" / "json"


def kept(words: str) -> dict[str, Any]:
    """The schema of a command, as it is kept."""
    name = f"{words.replace(' ', '-')}.schema.json"
    schema: dict[str, Any] = json.loads((FOLDER / name).read_text("utf-8"))
    return schema


def with_json(command: click.Command, words: str = "") -> Iterator[str]:
    """Walk the commands that have `--json`."""
    if any("--json" in parameter.opts for parameter in command.params):
        yield words.strip()
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            part = command.get_command(context, name)
            assert part is not None
            yield from with_json(part, f"{words} {name}")


def test_every_command_that_prints_json_has_a_shape_and_every_shape_a_command() -> None:
    assert sorted(with_json(commonweal)) == sorted(documents())


def test_the_schemas_are_kept_as_the_shapes_say() -> None:
    """If this fails: python -m commonweal.surfaces.cli.shapes._schema docs/json.

    A key that was removed or renamed raises the version of the document.
    """
    files = {file.name: file.read_text("utf-8") for file in FOLDER.glob("*.json")}

    assert files == {name: written(schema) for name, schema in schemas().items()}


@pytest.mark.parametrize("words", sorted(documents()))
def test_a_schema_is_valid_and_every_key_is_described(words: str) -> None:
    schema = kept(words)

    jsonschema.Draft202012Validator.check_schema(schema)
    described = [
        (part, key, value.get("description", ""))
        for part, struct in schema["$defs"].items()
        for key, value in struct["properties"].items()
    ]
    assert [found for found in described if not re.fullmatch(r"\S.*[.]", found[2])] == []


@pytest.mark.parametrize("words", sorted(documents()))
def test_objects_hold_the_version_that_the_schema_names(words: str) -> None:
    printed = documents()[words]
    versions = {
        field.default
        for shape in printed.shapes
        if isinstance(shape, type) and issubclass(shape, msgspec.Struct)
        for field in msgspec.structs.fields(shape)
        if field.name == "version"
    }

    assert versions in ({printed.version}, set())
    is_object = not words.startswith(("answers", "advisories ", "check"))
    assert bool(versions) is is_object


class Undescribed(msgspec.Struct):
    """A shape.

    said: What it is.
    """

    said: int
    silent: int


def test_a_key_without_a_sentence_has_no_schema() -> None:
    with pytest.raises(KeyError, match="silent"):
        schema_of("x", Printed((Undescribed,)))


def keys_of(words: str, path: str) -> dict[str, Any]:
    """Follow a path such as `sections[].lines[].control` through a schema."""
    schema = kept(words)
    found = [schema["$defs"][top["$ref"].rpartition("/")[2]] for top in schema["anyOf"]]
    for key in path.replace("[]", "").split("."):
        found = [part["properties"][key] for part in found if key in part["properties"]]
        found = [resolved for part in found for resolved in _resolved(schema, part)]
    return {"found": len(found) > 0, "properties": found}


def _resolved(schema: dict[str, Any], part: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for choice in part.get("anyOf", [part]):
        inner = choice.get("items", choice)
        if "$ref" in inner:
            yield schema["$defs"][inner["$ref"].rpartition("/")[2]]
        else:
            yield {"properties": {}, **inner}


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("metrics", "chart.points[].high"),
        ("metrics", "figure.value"),
        ("metrics", "metric.id"),
        ("metrics", "topics[].metrics[].figure.metric.id"),
        ("assess", "sections[].lines[].control.id"),
        ("assess", "sections[].lines[].verdict"),
        ("next", "steps[].remedy.text"),
        ("next", "steps[].class"),
        ("check", "kind"),
        ("check", "packages[].groups"),
    ],
)
def test_what_others_read_today_stays_where_it_is(words: str, path: str) -> None:
    assert keys_of(words, path)["found"]


EXAMPLES = re.compile(r"^## ([a-z ]+)$|^```json\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def examples() -> Iterator[tuple[str, str]]:
    """The examples of the page about JSON, with the command that they stand under."""
    words = ""
    for found in EXAMPLES.finditer((FOLDER / "README.md").read_text("utf-8")):
        if found[1]:
            words = found[1]
        else:
            yield words, found[2]


def test_every_command_has_an_example() -> None:
    assert sorted({words for words, _ in examples()}) == sorted(documents())


@pytest.mark.parametrize(("words", "example"), tuple(examples()))
def test_an_example_shows_keys_that_there_are(words: str, example: str) -> None:
    schema = kept(words)
    for struct in schema["$defs"].values():
        # Examples leave keys out; they never make one up.
        del struct["required"]
        struct["additionalProperties"] = False

    jsonschema.Draft202012Validator(schema).validate(json.loads(example))
