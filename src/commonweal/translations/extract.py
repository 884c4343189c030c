# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Finding the text of definitions for translators, as methods of Babel's extraction."""

import tomllib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import IO

# The fields of a definition that a person reads, in the order of a page.
METRIC_TEXTS = ("title", "question", "definition", "unit", "caution", "breakdown")

Found = tuple[int, str, tuple[str, str], list[str]]


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


def line_of(content: str, field: str) -> int:
    """Find the line on which a field of a definition starts."""
    for number, line in enumerate(content.splitlines(), start=1):
        if line.partition("=")[0].strip() == field:
            return number
    return 1
