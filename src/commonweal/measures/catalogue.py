# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""All metrics and probes there are: found by walking folders, ours and those of plugins."""

import functools
import re
from collections.abc import Callable, Iterator
from importlib import import_module, resources
from importlib.metadata import entry_points
from importlib.resources.abc import Traversable
from string import Formatter
from types import MappingProxyType
from typing import TypeVar

import msgspec

from commonweal.core.message import message
from commonweal.core.problem import InputMalformed
from commonweal.core.tree import Tree
from commonweal.measures.definition import Metric
from commonweal.measures.probe import Find, Finding, Probe

METRIC_PLUGINS = "commonweal.metrics"
PROBE_PLUGINS = "commonweal.probes"

_ID = re.compile(r"[a-z][a-z0-9_]*")
U = TypeVar("U", Metric, Probe)


@functools.cache
def metrics() -> MappingProxyType[str, Metric]:
    """All metrics by id, in alphabetical order.

    A plugin names, in the entry point group `commonweal.metrics`, a package
    whose folder holds one folder per metric, as our own does.
    """
    return _units("metric", METRIC_PLUGINS, lambda folder, _: read_metric(folder))


@functools.cache
def probes() -> MappingProxyType[str, Probe]:
    """All probes by id, in alphabetical order; plugins are of the group `commonweal.probes`."""
    return _units("probe", PROBE_PLUGINS, read_probe)


def _units(
    kind: str, plugins: str, read: Callable[[Traversable, str], U]
) -> MappingProxyType[str, U]:
    found: dict[str, U] = {}
    for folder, package in _folders(kind, plugins):
        unit = read(folder, package)
        if unit.id in found:
            raise InputMalformed(
                message("more than one %(kind)s has the id %(unit)s", kind=kind, unit=unit.id),
                fix=message("Uninstall one of the packages that bring it."),
                where=str(folder),
            )
        found[unit.id] = unit
    return MappingProxyType(dict(sorted(found.items())))


def _folders(kind: str, plugins: str) -> Iterator[tuple[Traversable, str]]:
    """Folders of units, with the package that each lies in."""
    ours = (resources.files("commonweal.measures") / f"{kind}s", f"commonweal.measures.{kind}s")
    theirs = []
    for plugin in entry_points(group=plugins):
        package = plugin.load()
        theirs.append((resources.files(package), package.__name__))
    for shelf, package in (ours, *theirs):
        for folder in sorted(shelf.iterdir(), key=lambda entry: entry.name):
            if (folder / f"{kind}.toml").is_file():
                yield folder, package


def read_metric(folder: Traversable) -> Metric:
    """Read one metric's folder, or say which of its files is wrong and how."""
    where = str(folder / "metric.toml")
    try:
        metric = msgspec.toml.decode((folder / "metric.toml").read_bytes(), type=Metric)
        sql = (folder / "metric.sql").read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise InputMalformed(
            message(
                "cannot read the metric %(folder)s: %(error)s", folder=folder.name, error=str(error)
            ),
            where=where,
        ) from error
    for wrong in _metric_faults(metric, folder.name):
        raise InputMalformed(
            message("the metric %(folder)s %(wrong)s", folder=folder.name, wrong=str(wrong)),
            where=where,
        )
    return msgspec.structs.replace(metric, sql=sql)


def read_probe(folder: Traversable, package: str) -> Probe:
    """Read one probe's folder; `package` is the one its `probe.py` can be imported from."""
    where = str(folder / "probe.toml")
    try:
        probe = msgspec.toml.decode((folder / "probe.toml").read_bytes(), type=Probe)
        query = folder / "probe.sql"
        sql = query.read_text(encoding="utf-8") if query.is_file() else ""
    except (OSError, ValueError) as error:
        raise InputMalformed(
            message(
                "cannot read the probe %(folder)s: %(error)s", folder=folder.name, error=str(error)
            ),
            where=where,
        ) from error
    has_python = (folder / "probe.py").is_file()
    for wrong in _probe_faults(probe, folder.name, has_python=has_python, has_sql=bool(sql)):
        raise InputMalformed(
            message("the probe %(folder)s %(wrong)s", folder=folder.name, wrong=str(wrong)),
            where=where,
        )
    find = _late(f"{package}.{folder.name}.probe") if has_python else None
    return msgspec.structs.replace(probe, sql=sql, find=find)


def _late(module: str) -> Find:
    """Import a probe's code when it is first asked: most commands only read definitions."""

    def find(tree: Tree) -> Finding:
        found: Finding = import_module(module).find(tree)
        return found

    return find


def _metric_faults(metric: Metric, folder: str) -> Iterator[str]:
    yield from _id_faults(metric.id, folder)
    if metric.sql:
        yield "has SQL in metric.toml; it belongs into metric.sql"
    if metric.breakdown and metric.when_empty == "zero":
        yield "is a breakdown, whose labels are not known where it is empty: no zero can be filled"


def _probe_faults(probe: Probe, folder: str, *, has_python: bool, has_sql: bool) -> Iterator[str]:
    yield from _id_faults(probe.id, folder)
    if has_python == has_sql:
        yield "needs either a probe.py or a probe.sql"
    if probe.sql or probe.find:
        yield "has code in probe.toml; it belongs into a file of its own"
    if probe.wanted and not probe.remedy:
        yield "has no remedy"
    for sentence in (*probe.reasons.values(), *probe.one.values()):
        try:
            list(Formatter().parse(sentence))
        except ValueError as error:
            yield f"has a reason that cannot be filled: {error}"


def _id_faults(given: str, folder: str) -> Iterator[str]:
    if given != folder or not _ID.fullmatch(given):
        yield f"has the id {given!r}; it must be the folder's name, in snake_case"
