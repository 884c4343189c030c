# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What a metric declares about itself; its SQL stands beside it."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec

Window = Literal["all", "P1M", "P3M", "P12M"]


class Parameter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A bound parameter of the SQL with its DuckDB type and default."""

    type: str
    default: int | float | str
    help: str


class Metric(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A metric: `metric.toml`, with `id` checked against the folder's name.

    `unknown` says why there may be no value although everything was read.
    `window` is what the value "now" looks back on; `series_window` what each
    month of the series looks back on (null: no series, as for files at HEAD,
    whose history is told by generations). `when_empty = "zero"` fills 0 for a
    subject whose history was read but that has no row in a period since its
    first commit; `"absent"` leaves it unknown. `breakdown` names what the labels are ("language");
    empty means one value per subject and period. `people_in_parts` is for parts that tell of
    people, whose SQL gives a column `people`: each is in one part (`once`) or in several
    (`often`); parts with few people are not shown. A number that `only_grows` is a count that
    more evidence can only raise: where some copies are older, it is a least number.
    """

    id: str
    title: str
    question: str
    definition: str
    unit: str
    better: Literal["higher", "lower", "neither"]
    topic: Literal["activity", "people", "organisations", "code", "releases", "licences", "care"]
    window: Window
    reads: tuple[str, ...]
    series_window: Window | None = None
    chaoss: str = ""
    caution: str = ""
    unknown: str = ""
    breakdown: str = ""
    people_in_parts: Literal["", "once", "often"] = ""
    when_empty: Literal["zero", "absent"] = "absent"
    decimals: int = 0
    headline: bool = False
    of_projects: bool = False
    only_grows: bool = False
    parameters: dict[str, Parameter] = {}
    sql: str = ""


def metric_versions(metrics: Iterable[Metric]) -> dict[str, str]:
    """A digest of each metric that differs when its definition or its SQL does."""
    return {
        metric.id: hashlib.sha256(msgspec.json.encode(metric)).hexdigest()[:16]
        for metric in metrics
    }


def titles_of(metrics: Mapping[str, Metric]) -> Mapping[str, tuple[str, ...]]:
    """What metrics are called, by id: here, and by CHAOSS."""
    return {
        metric.id: tuple(name for name in (metric.title, metric.chaoss) if name)
        for metric in metrics.values()
    }
