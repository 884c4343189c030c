# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What is left of a page where only gaps are asked for: what is not met, or not known."""

from msgspec.structs import replace

from commonweal.insight.assessment import Assessment
from commonweal.insight.figures import Figure
from commonweal.insight.reading import Reading
from commonweal.insight.results import Standing
from commonweal.measures.definition import Metric
from commonweal.views import metrics, standard, standards, status
from commonweal.views.metric import Ranked

_GAPS = frozenset({"not_met", "unknown"})


def gaps_of_standards(page: standards.Page) -> standards.Page:
    """The projects that have a gap in some standard, and the standards of the office with one."""
    return replace(
        page,
        rows=tuple(row for row in page.rows if any(map(_has_gap, row.standings))),
        office=tuple(standing for standing in page.office if _has_gap(standing)),
    )


def _has_gap(standing: Standing | None) -> bool:
    return standing is not None and bool(standing.not_met or standing.unknown)


def gaps_of_standard(page: standard.Page) -> standard.Page:
    """The controls that are a gap for some project, be it on another page."""
    groups = (
        replace(group, rows=tuple(row for row in group.rows if _GAPS & _seen(row.counts)))
        for group in page.groups
    )
    return replace(page, groups=tuple(group for group in groups if group.rows))


def _seen(counts: dict[str, int]) -> set[str]:
    return {verdict for verdict, count in counts.items() if count}


def is_gap(verdict: str) -> bool:
    """Whether a verdict leaves something to do: to mend, or to find out."""
    return verdict in _GAPS


def gaps_of_assessment(page: Assessment) -> Assessment:
    """The controls that are a gap, of the standards that have one."""
    sections = (
        replace(section, lines=tuple(line for line in section.lines if is_gap(line.verdict)))
        for section in page.sections
    )
    return replace(page, sections=tuple(section for section in sections if section.lines))


def gaps_of_metrics(page: metrics.Page) -> metrics.Page:
    """The metrics whose value for all projects together is not known."""
    topics = (
        replace(
            topic,
            metrics=tuple(
                listed
                for listed in topic.metrics
                if not listed.parts and listed.figure.value is None
            ),
        )
        for topic in page.topics
    )
    return replace(page, topics=tuple(topic for topic in topics if topic.metrics))


def gaps_of_metric(reading: Reading, metric: Metric) -> tuple[Ranked, ...]:
    """The projects for which a metric is not known, in no rank; a breakdown has none."""
    figures: list[tuple[str, Figure]] = []
    if not metric.breakdown:
        figures = [(entry.id, reading.figure(entry, metric)) for entry in reading.entries]
    return tuple(
        Ranked(0, reading.subjects[id_], figure, 0.0)
        for id_, figure in figures
        if figure.value is None
    )


def gaps_of_status(page: status.Page) -> status.Page:
    """The projects that were not read whole, or of which a headline number is not known."""
    return replace(
        page,
        rows=tuple(
            row
            for row in page.rows
            if not row.is_read or any(figure.value is None for figure in row.figures)
        ),
    )
