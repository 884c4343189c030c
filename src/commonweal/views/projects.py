# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The table of projects, in every order a reader may ask for, in pages of a hundred."""

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

import msgspec

from commonweal.core.message import defined, message
from commonweal.insight.figures import (
    Figure,
    MetricLabel,
    Month,
    label_of,
    month_name,
    month_number,
)
from commonweal.insight.priorities import urgent_steps
from commonweal.insight.reading import Reading, Subject
from commonweal.measures.definition import Metric
from commonweal.views import definition as pages
from commonweal.views.definition import Definition, Keys, Table
from commonweal.views.series import SPARK_MONTHS

ROWS = 100
COLUMNS = 5

Sorted = Literal["ascending", "descending", "none"]


class Order(NamedTuple):
    """An order of the table: `key` is name, reasons or a metric's id.

    A tuple and no struct, because the usual order is held by the module: an
    instance of a struct there keeps the module, and with it the engine, from
    ever being cleaned up, and DuckDB's bindings complain about that at exit.
    """

    key: str
    is_descending: bool

    @property
    def slug(self) -> str:
        """Name the order in an address; the usual one needs no name."""
        if self == DEFAULT:
            return ""
        return f"{self.key}-{'down' if self.is_descending else 'up'}"


class Column(msgspec.Struct, frozen=True):
    """A column head: how the table is sorted by it now, and the order its link leads to."""

    key: str
    metric: MetricLabel | None
    sorted: Sorted
    leads_to: Order


class Row(msgspec.Struct, frozen=True):
    """A project, with a number per column and the months of the first series.

    `reasons` counts its steps of the first three classes of the priority list.
    """

    subject: Subject
    figures: tuple[Figure, ...]
    months: tuple[Month, ...]
    reasons: int


class Page(msgspec.Struct, frozen=True):
    """A hundred rows of the table. `spark` is the metric whose months are drawn, if any."""

    order: Order
    columns: tuple[Column, ...]
    spark: MetricLabel | None
    rows: tuple[Row, ...]
    number: int
    pages: int
    total: int


DEFAULT = Order("name", is_descending=False)


def columns(reading: Reading) -> tuple[Metric, ...]:
    """Choose the metrics of the table."""
    return reading.headlines[:COLUMNS]


def orders(reading: Reading) -> tuple[Order, ...]:
    """Every order there is, the default one first."""
    keys = ("name", *(metric.id for metric in columns(reading)), "reasons")
    both = tuple(Order(key, is_descending=down) for key in keys for down in (False, True))
    return (DEFAULT, *(order for order in both if order != DEFAULT))


def page(reading: Reading, order: Order = DEFAULT, number: int = 1) -> Page:
    """Read one page of the table; pages count from 1."""
    everything = _sorted(reading, order)
    return Page(
        order=order,
        columns=_columns(reading, order),
        spark=spark_label(reading),
        rows=everything[(number - 1) * ROWS : number * ROWS],
        number=number,
        pages=max(1, -(-len(everything) // ROWS)),
        total=len(everything),
    )


def _sorted(reading: Reading, order: Order) -> tuple[Row, ...]:
    return reading.once(_tables)(order)


def _tables(reading: Reading) -> Callable[[Order], tuple[Row, ...]]:
    """Rows in each order, sorted when it is first asked for."""
    found, metric_ids = rows(reading), [metric.id for metric in columns(reading)]
    return functools.cache(lambda order: sorted_rows(found, order, metric_ids))


def _columns(reading: Reading, order: Order) -> tuple[Column, ...]:
    metrics = [(metric.id, label_of(metric)) for metric in columns(reading)]
    return tuple(
        Column(key, metric, _sorted_by(key, order), _next_order(key, order))
        for key, metric in (("name", None), *metrics, ("reasons", None))
    )


def _sorted_by(key: str, order: Order) -> Sorted:
    if key != order.key:
        return "none"
    return "descending" if order.is_descending else "ascending"


def _next_order(key: str, order: Order) -> Order:
    """Names rise first, numbers fall first; a second step turns the order round."""
    if key == order.key:
        return Order(key, is_descending=not order.is_descending)
    return Order(key, is_descending=key != "name")


def sorted_rows(found: Sequence[Row], order: Order, metric_ids: Sequence[str]) -> tuple[Row, ...]:
    """Sort rows; unknown numbers stand last in both directions, ties stay in order of name."""
    match order.key:
        case "name":
            return tuple(reversed(found)) if order.is_descending else tuple(found)
        case "reasons":
            sign = -1 if order.is_descending else 1
            return tuple(sorted(found, key=lambda row: sign * row.reasons))
        case metric_id:
            place = metric_ids.index(metric_id)
            sign = -1 if order.is_descending else 1
            return tuple(sorted(found, key=lambda row: _last_if_unknown(row.figures[place], sign)))


def _last_if_unknown(figure: Figure, sign: int) -> tuple[bool, float]:
    return (figure.value is None, sign * (figure.value or 0.0))


def rows(reading: Reading) -> tuple[Row, ...]:
    """Give every project as a row, by name."""
    return reading.once(_rows)


def _rows(reading: Reading) -> tuple[Row, ...]:
    urgent = urgent_steps(reading)
    months = _spark_months(reading)
    return tuple(
        Row(
            subject,
            tuple(reading.figure(subject, metric) for metric in columns(reading)),
            months.get(reading.source_of(subject), ()),
            urgent.get(subject.id, 0),
        )
        for subject in reading.entries
    )


def leading_rows(reading: Reading, *, limit: int) -> tuple[Row, ...]:
    """Give the largest projects by the first metric of the table."""
    metric_ids = [metric.id for metric in columns(reading)]
    key = metric_ids[0] if metric_ids else "name"
    order = Order(key, is_descending=key != "name")
    return sorted_rows(rows(reading), order, metric_ids)[:limit]


def spark_label(reading: Reading) -> MetricLabel | None:
    """Name the metric whose months the table draws: the first of its columns with a series."""
    metric = _spark_metric(reading)
    return label_of(metric) if metric else None


def _spark_metric(reading: Reading) -> Metric | None:
    return next((metric for metric in columns(reading) if metric.series_window), None)


def _spark_months(reading: Reading) -> Mapping[str, tuple[Month, ...]]:
    """Give the last two years of one metric for all subjects, in one query."""
    metric = _spark_metric(reading)
    if metric is None or reading.last_month is None:
        return {}
    last = month_number(reading.last_month)
    names = [month_name(number) for number in range(last - SPARK_MONTHS + 1, last + 1)]
    return reading.months_of(metric.id, names)


def _at(reading: Reading, slug: str, number: int) -> Page:
    return page(reading, {order.slug: order for order in orders(reading)}[slug], number)


def _keys(reading: Reading) -> Iterator[Keys]:
    count = max(1, -(-len(reading.entries) // ROWS))
    for order in orders(reading):
        yield from ((order.slug, number + 1) for number in range(count))


def _columns_of(found: Page) -> tuple[pages.Column, ...]:
    metrics = [column.metric for column in found.columns if column.metric]
    return (
        pages.Column("project", message("Id of the project"), lambda row: row.subject.id),
        pages.Column("name", message("Name of the project"), lambda row: row.subject.name),
        *(
            pages.Column(metric.id, defined(f"{metric.id}.title", metric.title), _value_at(place))
            for place, metric in enumerate(metrics)
        ),
        pages.Column(
            "serious_steps",
            message("Steps of the first three classes of the priority list"),
            lambda row: row.reasons,
        ),
    )


def _value_at(place: int) -> Callable[[Row], float | None]:
    return lambda row: row.figures[place].value


PAGES = (
    Definition(
        "projects",
        "projects{order}{number}.html",
        message("Projects"),
        _at,
        keys=_keys,
        navigation=2,
        has_groups=True,
        table=Table(_columns_of, lambda found: found.rows, rows),
    ),
)
