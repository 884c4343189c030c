# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Licensing information that stands apart from the files: REUSE.toml and the older dep5."""

import re
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple, cast, get_args

from commonweal.formats.reuse.globs import PathPattern, dep5_pattern, reuse_pattern
from commonweal.formats.reuse.tags import Tags
from commonweal.syntax.toml import TomlRefused, read_toml

Precedence = Literal["closest", "aggregate", "override"]
_COPYRIGHT, _LICENCE = "SPDX-FileCopyrightText", "SPDX-License-Identifier"


class Annotation(NamedTuple):
    """What is said of the files that match one of the patterns."""

    patterns: tuple[PathPattern, ...]
    precedence: Precedence
    tags: Tags

    def matches(self, path: str) -> bool:
        """Tell whether a path below the annotation's folder is meant."""
        return any(pattern.matches(path) for pattern in self.patterns)


class AnnotationsRefused(Exception):
    """The file cannot be understood."""


def read_reuse_toml(content: bytes) -> tuple[Annotation, ...]:
    """Read a REUSE.toml; of annotations that match the same file, the last counts."""
    try:
        read = read_toml(content.removeprefix(BOM_UTF8))
    except TomlRefused as refused:
        raise AnnotationsRefused(refused.what) from refused
    version = read.get("version")
    if not isinstance(version, int) or isinstance(version, bool):
        raise AnnotationsRefused("version must be a whole number")
    listed = read.get("annotations", [])
    if not isinstance(listed, list) or not all(isinstance(table, dict) for table in listed):
        raise AnnotationsRefused("annotations must be written as [[annotations]]")
    return tuple(_annotation(table) for table in listed)


def _annotation(table: Mapping[str, Any]) -> Annotation:
    paths = _texts(table, "path")
    if not paths:
        raise AnnotationsRefused("an annotation has no path")
    precedence = table.get("precedence", "closest")
    if precedence not in get_args(Precedence):
        raise AnnotationsRefused(f"precedence must be one of {', '.join(get_args(Precedence))}")
    return Annotation(
        tuple(reuse_pattern(path) for path in paths),
        cast("Precedence", precedence),
        Tags(_texts(table, _COPYRIGHT), _texts(table, _LICENCE)),
    )


def _texts(table: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = table.get(key, [])
    texts = [value] if isinstance(value, str) else value
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise AnnotationsRefused(f"{key} must be a text or a list of texts")
    return tuple(texts)


def read_dep5(content: bytes) -> tuple[Annotation, ...]:
    """Read the file stanzas of a dep5 file; what they say adds to what files say themselves."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise AnnotationsRefused("the file is not UTF-8 text") from error
    stanzas = [_fields(stanza) for stanza in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n"))]
    if not any("format" in stanza for stanza in stanzas):
        raise AnnotationsRefused("the first paragraph has no Format")
    return tuple(_dep5_annotations(stanzas))


def _dep5_annotations(stanzas: Sequence[Mapping[str, str]]) -> Iterator[Annotation]:
    for stanza in stanzas:
        if "files" not in stanza:
            continue
        holders = tuple(line.strip() for line in stanza.get("copyright", "").split("\n"))
        # After the first line comes the licence's text.
        expression = stanza.get("license", "").split("\n")[0].strip()
        yield Annotation(
            tuple(dep5_pattern(glob) for glob in stanza["files"].split()),
            "aggregate",
            Tags(tuple(filter(None, holders)), (expression,) if expression else ()),
        )


def _fields(stanza: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    name = ""
    for line in stanza.split("\n"):
        if line.startswith("#"):
            continue
        if line[:1] in (" ", "\t"):
            fields[name] = f"{fields.get(name, '')}\n{line}"
            continue
        name, colon, value = line.partition(":")
        name = name.casefold()
        if colon:
            fields[name] = value.strip()
    return fields
