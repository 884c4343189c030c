# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What `commonweal compare --json` prints."""

from typing import Literal

import msgspec

from commonweal.surfaces.cli.shapes import Printed
from commonweal.surfaces.cli.shapes._figure import Figure, MetricLabel
from commonweal.surfaces.cli.shapes._subject import Subject


class ComparedMonth(msgspec.Struct, frozen=True):
    """A month of a series.

    period: The month, as 2026-01.
    value: The value; null where it is not known.
    """

    period: str
    value: float | None


class ComparedMetric(msgspec.Struct, frozen=True):
    """A metric of all that is compared.

    metric: The metric.
    figures: Its values now, in the order of `subjects`.
    months: Its values by month, in the same order; empty where there is no series.
    """

    metric: MetricLabel
    figures: tuple[Figure, ...]
    months: tuple[tuple[ComparedMonth, ...], ...]


class ComparedTopic(msgspec.Struct, frozen=True):
    """The metrics of a topic.

    name: The topic.
    metrics: Its metrics.
    """

    name: str
    metrics: tuple[ComparedMetric, ...]


class ComparedCounts(msgspec.Struct, frozen=True):
    """How many controls of a standard have which result.

    met: How many are met.
    not_met: How many are not met.
    unknown: Of how many it is not known.
    not_applicable: How many do not apply.
    """

    met: int
    not_met: int
    unknown: int
    not_applicable: int


class ComparedStandardLabel(msgspec.Struct, frozen=True):
    """A standard.

    id: Its id.
    title: Its title.
    """

    id: str
    title: str


class ComparedStandard(msgspec.Struct, frozen=True):
    """A standard that some of what is compared was judged by.

    standard: The standard.
    standings: The results, in the order of `subjects`; null where it does not apply.
    """

    standard: ComparedStandardLabel
    standings: tuple[ComparedCounts | None, ...]


class Comparison(msgspec.Struct, frozen=True):
    """Projects or groups side by side.

    subjects: What is compared.
    since: The first month of the series; empty where there are none.
    until: The last month of the series; empty where there are none.
    topics: The metrics by topic.
    standards: The standards; none where metrics were named.
    version: Version of this shape.
    """

    subjects: tuple[Subject, ...]
    since: str
    until: str
    topics: tuple[ComparedTopic, ...]
    standards: tuple[ComparedStandard, ...]
    version: Literal[1] = 1


DOCUMENTS = {"compare": Printed((Comparison,))}
