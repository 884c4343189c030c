# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""`commonweal metrics`: numbers and what they mean."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commonweal.core.message import counted, message
from commonweal.surfaces.cli._complete import complete, metric_ids
from commonweal.surfaces.cli._forms import (
    TableCommand,
    csv_option,
    json_option,
    print_csv,
    print_json,
)
from commonweal.surfaces.cli._language import (
    field,
    line,
    plain_marks,
    say,
    translated,
    warn_counted,
    word,
)
from commonweal.surfaces.cli._only import GAPS, ONLY, has_none
from commonweal.surfaces.cli._pager import pager_option
from commonweal.surfaces.cli._parts import (
    figure_shown,
    group_option,
    metric_named,
    workspace_option,
)
from commonweal.surfaces.cli._tables import print_table

if TYPE_CHECKING:
    from commonweal.insight.figures import MetricLabel
    from commonweal.insight.reading import Reading
    from commonweal.measures.definition import Metric
    from commonweal.views.metric import Page as MetricPage
    from commonweal.views.metrics import Page as MetricsPage


@click.command(cls=TableCommand)
@click.argument("metric_id", required=False, shell_complete=complete(metric_ids))
@click.option(
    "--only", type=ONLY, help="Only what is not known: metrics, or with METRIC_ID projects."
)
@group_option
@workspace_option
@json_option
@csv_option(
    ("", "commonweal.views.metrics:METRICS"),
    ("METRIC_ID", "commonweal.views.metric:RANKING"),
    (message("METRIC_ID of several parts"), "commonweal.views.metric:PARTS"),
)
@pager_option
def metrics(
    *, metric_id: str | None, only: str | None, group: str, root: Path, as_json: bool, as_csv: bool
) -> None:
    """List all metrics with the portfolio's numbers, or show METRIC_ID for every project."""
    from commonweal.surfaces.app import reading  # noqa: PLC0415  after --help
    from commonweal.views import metrics as view  # noqa: PLC0415
    from commonweal.views.gaps import gaps_of_metrics  # noqa: PLC0415
    from commonweal.workspace import Workspace  # noqa: PLC0415

    with reading(Workspace(root), group=group) as generation:
        if metric_id:
            named = metric_named(generation, metric_id)
            _tell_metric(generation, named, only=only, as_json=as_json, as_csv=as_csv)
            return
        page = view.page(generation)
    if only == GAPS:
        page = gaps_of_metrics(page)
    if as_json:
        from commonweal.surfaces.cli.shapes.metrics import MetricList  # noqa: PLC0415

        print_json(page, MetricList)
    elif as_csv:
        print_csv(view.METRICS, page)
    elif not has_none(only, page.topics):
        _print_all(page)


def _tell_metric(
    generation: "Reading", metric_id: str, *, only: str | None, as_json: bool, as_csv: bool
) -> None:
    """Print one metric in the form that was asked for; CSV has every project and every part."""
    from msgspec.structs import replace  # noqa: PLC0415  after --help

    from commonweal.views import metric as view  # noqa: PLC0415  after --help
    from commonweal.views.gaps import gaps_of_metric  # noqa: PLC0415

    page = view.page(generation, metric_id)
    ranked = view.ranking(generation, page.metric)
    if only == GAPS:
        ranked = gaps_of_metric(generation, page.metric)
        page = replace(page, ranking=ranked, more=0)
    if as_json:
        from commonweal.surfaces.cli.shapes.metrics import OneMetric  # noqa: PLC0415

        print_json(page, OneMetric)
    elif not as_csv:
        # Of parts there are none where nothing is known of any.
        has_no_parts = bool(page.metric.breakdown) and page.breakdown is None
        if has_no_parts or not has_none(only, page.ranking):
            _print_metric(page)
    elif page.metric.breakdown:
        print_csv(view.PARTS, page, generation.parts(generation.portfolio).get(metric_id, ()))
    else:
        print_csv(view.RANKING, page, ranked)


def _print_metric(page: "MetricPage") -> None:
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
    if page.more:
        warn_counted(
            "... and %(num)s more project; --csv has all of them.",
            "... and %(num)s more projects; --csv has all of them.",
            page.more,
        )
    if page.unknown:
        warn_counted(
            "Not known for %(num)s project.", "Not known for %(num)s projects.", page.unknown
        )


def _print_all(page: "MetricsPage") -> None:
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
        spare=(2,),
    )


def _field(metric: "MetricLabel | Metric", name: str) -> str:
    return field(metric.id, name, getattr(metric, name))


def _day(ends_at: datetime | None) -> str:
    """The day on which the numbers of an old copy end."""
    return f"{ends_at:%Y-%m-%d}" if ends_at else ""


def _number(value: float, decimals: int) -> str:
    return f"{value:,.{decimals}f}"
