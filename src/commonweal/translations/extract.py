# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Finding the text of definitions for translators, as methods of Babel's extraction."""

import ast
import tomllib
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from babel.messages.extract import DEFAULT_KEYWORDS, extract_python

# The functions of `core.message` that hold a sentence, as Babel writes keywords.
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "marked": None,
    "message": None,
    "counted": (1, 2),
    "say": None,
    "warn": None,
    "word": None,
    "say_counted": (1, 2),
    "warn_counted": (1, 2),
}

# The fields of a definition that a person reads, in the order of a page.
METRIC_TEXTS = ("title", "question", "definition", "unit", "caution", "unknown", "breakdown")

Found = tuple[int, str, tuple[str, ...], list[str]]


def extract_metric(
    file: IO[bytes],
    keywords: Mapping[str, object],  # noqa: ARG001  Babel's signature
    comment_tags: Collection[str],  # noqa: ARG001
    options: Mapping[str, object],  # noqa: ARG001
) -> Iterator[Found]:
    """Yield each text of a `metric.toml` with its context: the metric's id and the field."""
    content = file.read().decode()
    definition = tomllib.loads(content)
    for field in METRIC_TEXTS:
        text = definition.get(field, "")
        if text:
            yield (
                line_of(content, field),
                "pgettext",
                (f"{definition['id']}.{field}", text),
                [],
            )
    for name, parameter in definition.get("parameters", {}).items():
        context = f"{definition['id']}.parameters.{name}"
        yield (line_of(content, name), "pgettext", (context, parameter["help"]), [])


PROBE_TEXTS = ("title", "remedy")
STANDARD_TEXTS = ("title", "short", "purpose", "note", "score")
CONTROL_TEXTS = ("title", "question", "remedy", "note")


def extract_probe(
    file: IO[bytes],
    keywords: Mapping[str, object],  # noqa: ARG001  Babel's signature
    comment_tags: Collection[str],  # noqa: ARG001
    options: Mapping[str, object],  # noqa: ARG001
) -> Iterator[Found]:
    """Yield each text of a `probe.toml`: what it claims, its remedy, its reasons and labels."""
    content = file.read().decode()
    definition = tomllib.loads(content)
    probe_id = definition["id"]
    for field in PROBE_TEXTS:
        if text := definition.get(field, ""):
            yield _found(content, field, f"{probe_id}.{field}", text)
    for name, text in definition.get("reasons", {}).items():
        context = f"{probe_id}.reasons.{name}"
        if single := definition.get("one", {}).get(name):
            yield line_of(content, name), "npgettext", (context, single, text), []
        else:
            yield _found(content, name, context, text)
    for name, text in definition.get("labels", {}).items():
        yield _found(content, name, f"{probe_id}.label", text)


def extract_standard(
    file: IO[bytes],
    keywords: Mapping[str, object],  # noqa: ARG001  Babel's signature
    comment_tags: Collection[str],  # noqa: ARG001
    options: Mapping[str, object],  # noqa: ARG001
) -> Iterator[Found]:
    """Yield each text of a `standard.toml`: its own, its levels' and its controls'."""
    content = file.read().decode()
    definition = tomllib.loads(content)
    standard_id = definition["id"]
    for field in STANDARD_TEXTS:
        if text := definition.get(field, ""):
            yield _found(content, field, f"{standard_id}.{field}", text)
    for level in definition.get("level", ()):
        yield _found(content, "title", f"{standard_id}.level", level["title"])
    for control in definition["control"]:
        for field in CONTROL_TEXTS:
            if text := control.get(field, ""):
                yield _found(content, field, f"{standard_id}/{control['id']}.{field}", text)


def extract_priority(
    file: IO[bytes],
    keywords: Mapping[str, object],  # noqa: ARG001  Babel's signature
    comment_tags: Collection[str],  # noqa: ARG001
    options: Mapping[str, object],  # noqa: ARG001
) -> Iterator[Found]:
    """Yield each sentence of a reason to act: its reasons, remedies and key points."""
    content = file.read().decode()
    definition = tomllib.loads(content)
    for kind in ("reasons", "remedies"):
        for name, text in definition.get(kind, {}).items():
            yield _found(content, name, f"{definition['id']}.{kind}.{name}", text)
    yield from _points(content, definition["id"], definition)


def extract_points(
    file: IO[bytes],
    keywords: Mapping[str, object],  # noqa: ARG001  Babel's signature
    comment_tags: Collection[str],  # noqa: ARG001
    options: Mapping[str, object],  # noqa: ARG001
) -> Iterator[Found]:
    """Yield each key point that is no reason to act."""
    content = file.read().decode()
    yield from _points(content, "key", tomllib.loads(content))


def extract_shares(
    file: IO[bytes],
    keywords: Mapping[str, object],  # noqa: ARG001  Babel's signature
    comment_tags: Collection[str],  # noqa: ARG001
    options: Mapping[str, object],  # noqa: ARG001
) -> Iterator[Found]:
    """Yield what is counted of the portfolio: the title and the meaning of each share."""
    content = file.read().decode()
    for share in tomllib.loads(content)["share"]:
        for field in ("title", "meaning"):
            yield _found(content, field, f"share.{share['id']}.{field}", share[field])


def _points(content: str, owner: str, definition: Mapping[str, Any]) -> Iterator[Found]:
    for name, text in definition.get("points", {}).items():
        context = f"{owner}.points.{name}"
        if single := definition.get("one", {}).get(name):
            yield line_of(content, name), "npgettext", (context, single, text), []
        else:
            yield _found(content, name, context, text)


def extract_priority_classes(
    file: IO[bytes],
    keywords: Mapping[str, object],  # noqa: ARG001  Babel's signature
    comment_tags: Collection[str],  # noqa: ARG001
    options: Mapping[str, object],  # noqa: ARG001
) -> Iterator[Found]:
    """Yield the title and the help of each class of the priority list."""
    content = file.read().decode()
    for name, texts in tomllib.loads(content).items():
        for field, text in texts.items():
            yield _found(content, field, f"priority.{name}.{field}", text)


def _found(content: str, field: str, context: str, text: str) -> Found:
    return (line_of(content, field), "pgettext", (context, text), [])


def extract_table(
    file: IO[bytes],
    keywords: Mapping[str, object],  # noqa: ARG001
    comment_tags: Collection[str],  # noqa: ARG001
    options: Mapping[str, object],  # noqa: ARG001
) -> Iterator[Found]:
    """Yield the title of a table of the evidence, which is named by its file."""
    content = file.read().decode()
    context = f"table.{Path(file.name).stem}.title"
    yield (line_of(content, "title"), "pgettext", (context, tomllib.loads(content)["title"]), [])


def extract_command(
    file: IO[bytes],
    keywords: Any,
    comment_tags: Collection[str],
    options: Any,
) -> Iterator[tuple[Any, ...]]:
    """Yield the sentences of a command, and the help of the command and of its options."""
    content = file.read()
    file.seek(0)
    yield from extract_python(file, keywords, comment_tags, options)
    for node in ast.walk(ast.parse(content)):
        if isinstance(node, ast.FunctionDef) and _is_command(node):
            yield (node.lineno, "gettext", ast.get_docstring(node) or "", [])
        elif isinstance(node, ast.keyword) and node.arg == "help":
            with suppress(ValueError):
                yield (node.value.lineno, "gettext", ast.literal_eval(node.value), [])


def _is_command(function: ast.FunctionDef) -> bool:
    """Commands and groups, be they of click or of a group of ours."""
    return any(
        isinstance(decorator, ast.Call)
        and isinstance(decorator.func, ast.Attribute)
        and decorator.func.attr in ("command", "group")
        for decorator in function.decorator_list
    )


def line_of(content: str, field: str) -> int:
    """Find the line on which a field of a definition starts."""
    for number, line in enumerate(content.splitlines(), start=1):
        if line.partition("=")[0].strip() == field:
            return number
    return 1
