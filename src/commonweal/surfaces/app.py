# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Wiring: which workspace a surface shows."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from commonweal.measures.catalogue import metrics
from commonweal.surfaces.site import PublishedFile, publish
from commonweal.views.reading import Reading
from commonweal.workspace import Workspace


@contextmanager
def reading(workspace: Workspace) -> Iterator[Reading]:
    """The current generation, and the one before it, as views read them."""
    engine, previous = workspace.engine(), workspace.previous_engine()
    try:
        yield Reading(engine, tuple(metrics().values()), previous=previous)
    finally:
        engine.close()
        if previous:
            previous.close()


def publish_workspace(workspace: Workspace, out: Path) -> tuple[PublishedFile, ...]:
    """Write the static site of the current generation."""
    engine, previous = workspace.engine(), workspace.previous_engine()
    try:
        office = engine.manifest.options.get("office", "") if engine.manifest else ""
        definitions = tuple(metrics().values())
        return publish(out, engine, definitions, office=office, previous=previous)
    finally:
        engine.close()
        if previous:
            previous.close()
