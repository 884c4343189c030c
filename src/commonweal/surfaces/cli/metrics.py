# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""`commonweal metrics`: numbers and what they mean."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commonweal.surfaces.cli._parts import json_option, print_json, print_table, workspace_option

if TYPE_CHECKING:
    from commonweal.views.metric import Page as MetricPage
    from commonweal.views.metrics import Page as MetricsPage


@click.command()
@click.argument("metric_id", required=False)
@workspace_option
@json_option
def metrics(metric_id: str | None, root: Path, as_json: bool) -> None:  # noqa: FBT001  click
    """List all metrics with the portfolio's numbers, or show METRIC_ID for every project."""
    from commonweal.surfaces.app import reading  # noqa: PLC0415  after --help
    from commonweal.views import metric as one  # noqa: PLC0415
    from commonweal.views import metrics as every  # noqa: PLC0415
    from commonweal.workspace import Workspace  # noqa: PLC0415

    with reading(Workspace(root)) as generation:
        if metric_id:
            _print_one(one.page(generation, metric_id), as_json=as_json)
        else:
            _print_all(every.page(generation), as_json=as_json)


def _print_one(page: "MetricPage", *, as_json: bool) -> None:
    from commonweal.views.status import spelled  # noqa: PLC0415  after --help

    if as_json:
        from commonweal.surfaces.cli.shapes.metrics import OneMetric  # noqa: PLC0415  after --help

        print_json(page, OneMetric)
        return
    metric = page.metric
    click.echo(f"{metric.title}: {metric.question}")
    click.echo(metric.definition)
    if metric.caution:
        click.echo(f"Caution: {metric.caution}")
    if page.breakdown:
        print_table(
            (metric.breakdown, metric.unit),
            [(part.label, _number(part.value, metric.decimals)) for part in page.breakdown.parts],
            numbers=(1,),
        )
    else:
        rows = [(r.subject.name, spelled(r.figure)) for r in page.ranking]
        print_table(("project", metric.unit), [*rows, ("all", spelled(page.figure))], numbers=(1,))
    if page.unknown:
        click.echo(f"Not known for {page.unknown} projects.", err=True)


def _print_all(page: "MetricsPage", *, as_json: bool) -> None:
    from commonweal.views.status import spelled  # noqa: PLC0415  after --help

    if as_json:
        from commonweal.surfaces.cli.shapes.metrics import MetricList  # noqa: PLC0415  after --help

        print_json(page, MetricList)
        return
    print_table(
        ("metric", "title", "CHAOSS name", "value", "unit"),
        [
            (
                listed.figure.metric.id,
                listed.figure.metric.title,
                listed.chaoss,
                f"{listed.parts} parts" if listed.breakdown else spelled(listed.figure),
                listed.figure.metric.unit,
            )
            for topic in page.topics
            for listed in topic.metrics
        ],
        numbers=(3,),
    )


def _number(value: float, decimals: int) -> str:
    return f"{value:,.{decimals}f}"
