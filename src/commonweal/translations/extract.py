# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Finding the text of metric definitions for translators, as a method of Babel's extraction."""

import tomllib
from collections.abc import Collection, Iterator, Mapping
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


def line_of(content: str, field: str) -> int:
    """Find the line on which a field of a definition starts."""
    for number, line in enumerate(content.splitlines(), start=1):
        if line.partition("=")[0].strip() == field:
            return number
    return 1
