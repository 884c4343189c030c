# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Foreign JSON, YAML, TOML, XML and text, and values of the type that a format asks for."""

from collections.abc import Iterator
from typing import Any

from commonweal.core.message import Number, message
from commonweal.packages.model.package import PackagesRefused
from commonweal.syntax.json import JsonRefused, line_of_duplicate, read_json
from commonweal.syntax.toml import TomlRefused, read_toml
from commonweal.syntax.xml import Element, XmlRefused, read_xml
from commonweal.syntax.yaml import Document, YamlRefused, read_yaml

# Lock files of large projects are larger than what the readers take by default.
SIZE_LIMIT = 24 * 1024 * 1024
# Quotes and brackets of a JSON file: twice what a lock file of that size has,
# and few enough for what they become to fit into half a gibibyte.
MARKS_LIMIT = 5_000_000
# Values of a YAML file of that size, in the same memory.
YAML_VALUES_LIMIT = 1_500_000


def text_of(content: bytes) -> str:
    """Decode a text file."""
    if len(content) > SIZE_LIMIT:
        raise PackagesRefused(
            message(
                "the file has %(size)s bytes; at most %(limit)s are read",
                size=Number(len(content)),
                limit=Number(SIZE_LIMIT),
            )
        )
    try:
        text = content.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise PackagesRefused(message("the file is not UTF-8 text"), line) from error
    if "\0" in text:
        raise PackagesRefused(message("the file holds NUL characters, so it is no text"))
    return text


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """Lines with their numbers, from 1, without their ends."""
    for number, line in enumerate(text.split("\n"), 1):
        yield number, line.removesuffix("\r")


def json_object(content: bytes, *, unique: bool = True) -> dict[str, Any]:
    """Read a JSON file that must hold an object; where `unique`, no key may stand twice.

    Of such a key each reader of the file may believe another value. No tool writes one
    into a lock file; people do into manifests, where the last one counts.
    """
    if len(content) <= SIZE_LIMIT and _marks(content) > MARKS_LIMIT:
        raise PackagesRefused(message("the file holds more values than any real file of its size"))
    try:
        value, duplicates = read_json(content, size_limit=SIZE_LIMIT)
    except JsonRefused as refused:
        raise PackagesRefused(refused.what, refused.line) from refused
    if duplicates and unique:
        line = line_of_duplicate(text_of(content))
        raise PackagesRefused(
            message("the key %(duplicates)s stands twice", duplicates=repr(duplicates[0][:80])),
            line,
        )
    if not isinstance(value, dict):
        raise PackagesRefused(message("the file does not hold a JSON object"))
    return value


def _marks(content: bytes) -> int:
    return content.count(b'"') + 2 * (content.count(b"{") + content.count(b"["))


def toml_table(content: bytes) -> dict[str, Any]:
    """Read a TOML file."""
    try:
        return read_toml(content, size_limit=SIZE_LIMIT)
    except TomlRefused as refused:
        raise PackagesRefused(refused.what, refused.line) from refused


def xml_root(content: bytes, name: str = "") -> Element:
    """Read an XML file whose outermost element has a name."""
    try:
        root = read_xml(content, size_limit=SIZE_LIMIT)
    except XmlRefused as refused:
        raise PackagesRefused(refused.what, refused.line) from refused
    if name and root.name != name:
        raise PackagesRefused(
            message("the outermost element is not <%(name)s>", name=name), root.line
        )
    return root


def yaml_document(content: bytes) -> Document:
    """Read a YAML file; a key that stands twice is refused."""
    try:
        return read_yaml(
            content, unique=True, size_limit=SIZE_LIMIT, values_limit=YAML_VALUES_LIMIT
        )
    except YamlRefused as refused:
        raise PackagesRefused(refused.what, refused.line) from refused


def yaml_mapping(document: Document) -> dict[str, Any]:
    """The mapping that a YAML document must hold, its scalars as they are written.

    A version 1.10 is no number; only what is plainly null becomes None.
    """
    if not isinstance(document.value, dict):
        raise PackagesRefused(message("the file does not hold a YAML mapping"))
    written: dict[str, Any] = _written(document, (), document.value)
    return written


def _written(document: Document, path: tuple[str | int, ...], value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _written(document, (*path, key), inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_written(document, (*path, at), inner) for at, inner in enumerate(value)]
    if value is None or isinstance(value, str):
        return value
    place = document.place(path)
    return place.text if place is not None else str(value)


def text_at(table: dict[str, Any], key: str) -> str:
    """The text at a key; empty where there is none."""
    value = table.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise PackagesRefused(message("%(key)s is not text", key=repr(key)))
    return value


def table_at(table: dict[str, Any], key: str) -> dict[str, Any]:
    """The object at a key; empty where there is none."""
    value = table.get(key)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise PackagesRefused(message("%(key)s is not a table", key=repr(key)))
    return value


def list_at(table: dict[str, Any], key: str) -> list[Any]:
    """The list at a key; empty where there is none."""
    value = table.get(key)
    if value is None:
        return []
    if not isinstance(value, list):
        raise PackagesRefused(message("%(key)s is not a list", key=repr(key)))
    return value


def tables_at(table: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """The objects of a list at a key."""
    values = list_at(table, key)
    if not all(isinstance(value, dict) for value in values):
        raise PackagesRefused(message("%(key)s holds what is not a table", key=repr(key)))
    return values


def tables_in(table: dict[str, Any], key: str) -> dict[str, dict[str, Any]]:
    """The object at a key, whose values must be objects themselves, or null for an empty one."""
    values = {
        name: {} if section is None else section for name, section in table_at(table, key).items()
    }
    for name, section in values.items():
        if not isinstance(section, dict):
            raise PackagesRefused(
                message("%(name)s in %(key)s is not a table", name=repr(name), key=repr(key))
            )
    return values


def texts_at(table: dict[str, Any], key: str) -> list[str]:
    """The texts of a list at a key."""
    values = list_at(table, key)
    if not all(isinstance(value, str) for value in values):
        raise PackagesRefused(message("%(key)s holds what is not text", key=repr(key)))
    return values
