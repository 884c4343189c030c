# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Wiring: which workspace a surface shows."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from commonweal import translations
from commonweal.core.progress import Report, report_nothing
from commonweal.insight.reading import Reading
from commonweal.measures.catalogue import metrics, probes
from commonweal.standards.catalogue import standards
from commonweal.surfaces.site import PublishedFile, publish
from commonweal.workspace import Workspace


@contextmanager
def reading(workspace: Workspace) -> Iterator[Reading]:
    """The current generation, and the one before it, as views read them."""
    engine, previous = workspace.engine(), workspace.previous_engine()
    try:
        yield Reading(
            engine,
            tuple(metrics().values()),
            previous=previous,
            standards=standards(),
            probes=probes(),
        )
    finally:
        engine.close()
        if previous:
            previous.close()


def publish_workspace(
    workspace: Workspace,
    out: Path,
    *,
    language: str = "en",
    report: Report = report_nothing,
) -> tuple[PublishedFile, ...]:
    """Write the static site of the current generation in a language."""
    chosen = translations.language(language)
    with reading(workspace) as generation:
        manifest = generation.engine.manifest
        office = manifest.options.get("office", "") if manifest else ""
        return publish(
            out,
            generation,
            office=office,
            language=chosen,
            report=report,
        )
