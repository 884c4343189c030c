# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Finding the text of definitions for translators, as methods of Babel's extraction."""

import ast
import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from functools import wraps
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


def _extractor(find: Callable[[str], Iterator[Found]]) -> Callable[..., Iterator[Found]]:
    """Make a method of Babel, which hands over more, of a function of a definition's content."""

    @wraps(find)
    def extract(file: IO[bytes], *_: object, **__: object) -> Iterator[Found]:
        return find(file.read().decode())

    return extract


@_extractor
def extract_metric(content: str) -> Iterator[Found]:
    """Yield each text of a `metric.toml` with its context: the metric's id and the field."""
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


@_extractor
def extract_probe(content: str) -> Iterator[Found]:
    """Yield each text of a `probe.toml`: what it claims, its remedy, its reasons and labels."""
    definition = tomllib.loads(content)
    probe_id = definition["id"]
    for field in PROBE_TEXTS:
        if text := definition.get(field, ""):
            yield _found(content, field, f"{probe_id}.{field}", text)
    yield from _counted(content, f"{probe_id}.reasons", definition.get("reasons", {}), definition)
    for name, text in definition.get("labels", {}).items():
        yield _found(content, name, f"{probe_id}.label", text)


@_extractor
def extract_standard(content: str) -> Iterator[Found]:
    """Yield each text of a `standard.toml`: its own, its levels' and its controls'."""
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


@_extractor
def extract_priority(content: str) -> Iterator[Found]:
    """Yield each sentence of a reason to act: its reasons, remedies and key points."""
    definition = tomllib.loads(content)
    for kind in ("reasons", "remedies"):
        for name, text in definition.get(kind, {}).items():
            yield _found(content, name, f"{definition['id']}.{kind}.{name}", text)
    yield from _points(content, definition["id"], definition)


@_extractor
def extract_points(content: str) -> Iterator[Found]:
    """Yield each key point that is no reason to act."""
    yield from _points(content, "key", tomllib.loads(content))


@_extractor
def extract_shares(content: str) -> Iterator[Found]:
    """Yield what is counted of the portfolio: the title and the meaning of each share."""
    for share in tomllib.loads(content)["share"]:
        for field in ("title", "meaning"):
            yield _found(content, field, f"share.{share['id']}.{field}", share[field])


def _points(content: str, owner: str, definition: Mapping[str, Any]) -> Iterator[Found]:
    return _counted(content, f"{owner}.points", definition.get("points", {}), definition)


def _counted(
    content: str, context: str, sentences: Mapping[str, str], definition: Mapping[str, Any]
) -> Iterator[Found]:
    """Sentences by name; those that count have their singular form in the table `one`."""
    for name, text in sentences.items():
        if single := definition.get("one", {}).get(name):
            yield line_of(content, name), "npgettext", (f"{context}.{name}", single, text), []
        else:
            yield _found(content, name, f"{context}.{name}", text)


@_extractor
def extract_priority_classes(content: str) -> Iterator[Found]:
    """Yield the title and the help of each class of the priority list."""
    for name, texts in tomllib.loads(content).items():
        for field, text in texts.items():
            yield _found(content, field, f"priority.{name}.{field}", text)


def _found(content: str, field: str, context: str, text: str) -> Found:
    return (line_of(content, field), "pgettext", (context, text), [])


def extract_table(file: IO[bytes], *_: object, **__: object) -> Iterator[Found]:
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
