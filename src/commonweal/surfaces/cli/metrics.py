# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""`commonweal metrics`: numbers and what they mean."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commonweal.core.message import counted
from commonweal.surfaces.cli._language import (
    field,
    line,
    plain_marks,
    say,
    translated,
    warn_counted,
    word,
)
from commonweal.surfaces.cli._parts import (
    figure_shown,
    json_option,
    metric_named,
    print_json,
    print_table,
    workspace_option,
)

if TYPE_CHECKING:
    from commonweal.insight.figures import MetricLabel
    from commonweal.measures.definition import Metric
    from commonweal.views.metric import Page as MetricPage
    from commonweal.views.metrics import Page as MetricsPage


@click.command()
@click.argument("metric_id", required=False)
@workspace_option
@json_option
def metrics(metric_id: str | None, root: Path, as_json: bool) -> None:  # noqa: FBT001  click
    """List all metrics with the portfolio's numbers, or show METRIC_ID for every project."""
    from commonweal.surfaces.app import reading  # noqa: PLC0415  after --help
    from commonweal.views import metric as metric_view  # noqa: PLC0415
    from commonweal.views import metrics as metrics_view  # noqa: PLC0415
    from commonweal.workspace import Workspace  # noqa: PLC0415

    with reading(Workspace(root)) as generation:
        if metric_id:
            named = metric_named(generation, metric_id)
            _print_metric(metric_view.page(generation, named), as_json=as_json)
        else:
            _print_all(metrics_view.page(generation), as_json=as_json)


def _print_metric(page: "MetricPage", *, as_json: bool) -> None:
    if as_json:
        from commonweal.surfaces.cli.shapes.metrics import OneMetric  # noqa: PLC0415  after --help

        print_json(page, OneMetric)
        return
    metric = page.metric
    line(f"{_field(metric, 'title')}: {_field(metric, 'question')}")
    line(plain_marks(_field(metric, "definition")))
    if metric.caution:
        say("Caution: %(caution)s", caution=plain_marks(_field(metric, "caution")))
    if page.breakdown:
        print_table(
            (_field(metric, "breakdown"), _field(metric, "unit")),
            [
                (field(metric.id, "label", part.label), _number(part.value, metric.decimals))
                for part in page.breakdown.parts
            ],
            numbers=(1,),
        )
    else:
        rows = [
            (ranked.subject.name, figure_shown(ranked.figure), _day(ranked.subject.ends_at))
            for ranked in page.ranking
        ]
        ends_at = next((caveat.day for caveat in page.caveats if caveat.day), None)
        rows.append((word("all"), figure_shown(page.figure), _day(ends_at)))
        header = (word("project"), _field(metric, "unit"), word("up to"))
        shown = 3 if any(day for *_, day in rows) else 2
        print_table(header[:shown], [row[:shown] for row in rows], numbers=(1,))
    older = next((caveat for caveat in page.caveats if caveat.kind == "older"), None)
    if older:
        warn_counted(
            "%(num)s copy ends a month or more before the newest one: little of it is counted.",
            "%(num)s copies end a month or more before the newest one: little of them is counted.",
            older.repositories,
        )
    if page.unknown:
        warn_counted(
            "Not known for %(num)s project.", "Not known for %(num)s projects.", page.unknown
        )


def _print_all(page: "MetricsPage", *, as_json: bool) -> None:
    if as_json:
        from commonweal.surfaces.cli.shapes.metrics import MetricList  # noqa: PLC0415  after --help

        print_json(page, MetricList)
        return
    print_table(
        (
            word("metric"),
            word("title"),
            word("CHAOSS name"),
            word("value"),
            word("unit"),
        ),
        [
            (
                listed.figure.metric.id,
                _field(listed.figure.metric, "title"),
                listed.chaoss,
                translated(counted("%(num)s part", "%(num)s parts", listed.parts))
                if listed.breakdown
                else figure_shown(listed.figure),
                _field(listed.figure.metric, "unit"),
            )
            for topic in page.topics
            for listed in topic.metrics
        ],
        numbers=(3,),
        whole=(0,),
        spare=(2,),
    )


def _field(metric: "MetricLabel | Metric", name: str) -> str:
    return field(metric.id, name, getattr(metric, name))


def _day(ends_at: datetime | None) -> str:
    """The day on which the numbers of an old copy end."""
    return f"{ends_at:%Y-%m-%d}" if ends_at else ""


def _number(value: float, decimals: int) -> str:
    return f"{value:,.{decimals}f}"
