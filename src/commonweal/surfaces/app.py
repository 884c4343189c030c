# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Wiring: which workspace a surface shows."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from commonweal import translations
from commonweal.core.clock import system_clock
from commonweal.core.progress import Report, report_nothing
from commonweal.evidence import Manifest
from commonweal.insight.groups import group_named
from commonweal.insight.reading import Reading
from commonweal.measures.catalogue import metrics, probes
from commonweal.standards.answers import answer_rows
from commonweal.standards.catalogue import standards
from commonweal.standards.joining import join_answers
from commonweal.surfaces.site import PublishedFile, languages_of, publish
from commonweal.workspace import Given, Workspace


def answers_given(workspace: Workspace, now: datetime | None = None) -> Given:
    """Hand over what people have stated: up to now, or up to the survey of a generation."""

    def given(manifest: Manifest) -> Mapping[str, Sequence[Sequence[object]]]:
        rows = answer_rows(
            workspace.answers(until=None if now else manifest.surveyed_at),
            ledger_no=workspace.answers_recorded(),
            asked_at=now or manifest.surveyed_at,
        )
        return {"answer": rows}

    return given


@contextmanager
def reading(workspace: Workspace, *, group: str = "") -> Iterator[Reading]:
    """The current generation, and the one before it, as views read them.

    Of a group of projects, by its name, only its projects; a name that is not known is refused.
    """
    now = system_clock()
    engine = workspace.engine(answers_given(workspace, now))
    previous = workspace.previous_engine(answers_given(workspace))
    try:
        joined = [join_answers(engine, standards(), probes(), asked_at=now)]
        if previous and previous.manifest:
            then = previous.manifest.surveyed_at
            joined.append(join_answers(previous, standards(), probes(), asked_at=then))
        whole = Reading(
            engine,
            tuple(metrics().values()),
            previous=previous,
            standards=standards(),
            probes=probes(),
            joined=tuple(joined),
        )
        if group:
            with whole.within(group_named(whole, group)) as of_group:
                yield of_group
        else:
            yield whole
    finally:
        engine.close()
        if previous:
            previous.close()


def published_languages(out: Path) -> tuple[str, ...]:
    """The languages of the site in a folder; English where there is no site yet."""
    return languages_of(out) or (translations.ENGLISH.locale,)


def publish_workspace(
    workspace: Workspace,
    out: Path,
    *,
    languages: Sequence[str] = (),
    report: Report = report_nothing,
) -> tuple[PublishedFile, ...]:
    """Write the static site of the current generation; the first language is at its root.

    Without languages it keeps those that the site has.
    """
    locales = languages or published_languages(out)
    chosen = [translations.language(locale) for locale in dict.fromkeys(locales)]
    with reading(workspace) as generation:
        manifest = generation.engine.manifest
        options = manifest.options if manifest else {}
        return publish(
            out,
            generation,
            office=options.get("office", ""),
            contact=options.get("office url", ""),
            language=chosen[0],
            translations=chosen[1:],
            report=report,
        )
