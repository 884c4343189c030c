# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""All metrics there are: found by walking folders, ours and those of plugins."""

import functools
import re
from collections.abc import Iterator
from importlib import resources
from importlib.metadata import entry_points
from importlib.resources.abc import Traversable
from types import MappingProxyType

import msgspec

from commonweal.core.problem import InputMalformed
from commonweal.measures.definition import Metric

PLUGINS = "commonweal.metrics"

_ID = re.compile(r"[a-z][a-z0-9_]*")


@functools.cache
def metrics() -> MappingProxyType[str, Metric]:
    """All metrics by id, in alphabetical order.

    A plugin names, in the entry point group `commonweal.metrics`, a package
    whose folder holds one folder per metric, as our own does.
    """
    found: dict[str, Metric] = {}
    for folder in _metric_folders():
        metric = read_metric(folder)
        if metric.id in found:
            raise InputMalformed(
                f"two metrics have the id {metric.id}",
                fix="Uninstall one of the packages that bring it.",
                where=str(folder),
            )
        found[metric.id] = metric
    return MappingProxyType(dict(sorted(found.items())))


def _metric_folders() -> Iterator[Traversable]:
    ours = resources.files("commonweal.measures") / "metrics"
    theirs = (resources.files(plugin.load()) for plugin in entry_points(group=PLUGINS))
    for shelf in (ours, *theirs):
        for folder in sorted(shelf.iterdir(), key=lambda entry: entry.name):
            if (folder / "metric.toml").is_file():
                yield folder


def read_metric(folder: Traversable) -> Metric:
    """Read one metric's folder, or say which of its files is wrong and how."""
    where = str(folder / "metric.toml")
    try:
        metric = msgspec.toml.decode((folder / "metric.toml").read_bytes(), type=Metric)
        sql = (folder / "metric.sql").read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise InputMalformed(
            f"cannot read the metric {folder.name}: {error}", where=where
        ) from error
    for wrong in _faults(metric, folder.name):
        raise InputMalformed(f"the metric {folder.name} {wrong}", where=where)
    return msgspec.structs.replace(metric, sql=sql)


def _faults(metric: Metric, folder: str) -> Iterator[str]:
    if metric.id != folder or not _ID.fullmatch(metric.id):
        yield f"has the id {metric.id!r}; it must be the folder's name, in snake_case"
    if metric.sql:
        yield "has SQL in metric.toml; it belongs into metric.sql"
    if metric.breakdown and metric.when_empty == "zero":
        yield "is a breakdown, whose labels are not known where it is empty: no zero can be filled"
