# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""All standards there are: found by walking folders, ours and those of plugins."""

import functools
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module, resources
from importlib.metadata import entry_points
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any

import msgspec

from commonweal.core.message import defined, message
from commonweal.core.near import did_you_mean, id_named, near
from commonweal.core.problem import InputMalformed, InputMissing
from commonweal.core.text import printable
from commonweal.measures.catalogue import probes
from commonweal.standards.definition import Control, Standard

PLUGINS = "commonweal.standards"
_ID = re.compile(r"[a-z][a-z0-9_]*")
_OWN = "commonweal.standards"


@functools.cache
def standards() -> MappingProxyType[str, Standard]:
    """All standards by id, in alphabetical order.

    A plugin names, in the entry point group `commonweal.standards`, a package
    whose folder holds one folder per standard, as our own does.
    """
    found: dict[str, Standard] = {}
    for folder, package in _folders():
        standard = read_standard(folder, package)
        if standard.id in found:
            raise InputMalformed(
                message("two standards have the id %(standard)s", standard=standard.id),
                fix=message("Uninstall one of the packages that bring it."),
                where=str(folder),
            )
        found[standard.id] = standard
    return MappingProxyType(dict(sorted(found.items())))


def _folders() -> Iterator[tuple[Traversable, str]]:
    theirs = []
    for plugin in entry_points(group=PLUGINS):
        package = plugin.load()
        theirs.append((resources.files(package), package.__name__))
    for shelf, package in ((resources.files(_OWN), _OWN), *theirs):
        for folder in sorted(shelf.iterdir(), key=lambda entry: entry.name):
            if (folder / "standard.toml").is_file():
                yield folder, package


def read_standard(folder: Traversable, package: str = _OWN) -> Standard:
    """Read one standard's folder, or say what is wrong with it."""
    where = str(folder / "standard.toml")
    try:
        standard = msgspec.toml.decode((folder / "standard.toml").read_bytes(), type=Standard)
    except (OSError, ValueError) as error:
        what = message(
            "cannot read the standard %(folder)s: %(error)s", folder=folder.name, error=str(error)
        )
        raise InputMalformed(what, where=where) from error
    for wrong in _faults(standard, folder.name):
        raise InputMalformed(
            message("the standard %(folder)s %(wrong)s", folder=folder.name, wrong=str(wrong)),
            where=where,
        )
    return msgspec.structs.replace(
        standard,
        scored_by=_code(folder, package, "score"),
        exported_by=_code(folder, package, "export"),
    )


def _code(folder: Traversable, package: str, name: str) -> Any:
    """The function that a file of the standard's folder is named after; None without the file.

    It is imported when it is first called.
    """
    if not (folder / f"{name}.py").is_file():
        return None

    def late(*given: Any) -> Any:
        return getattr(import_module(f"{package}.{folder.name}.{name}"), name)(*given)

    return late


def _faults(standard: Standard, folder: str) -> Iterator[str]:
    if standard.id != folder or not _ID.fullmatch(standard.id):
        yield f"has the id {standard.id!r}; it must be the folder's name, in snake_case"
    if standard.scored_by or standard.exported_by:
        yield "has code in standard.toml; it belongs into a file of its own"
    levels = {level.id for level in standard.level}
    seen: set[str] = set()
    for control in standard.control:
        if control.id in seen:
            yield f"has two controls {control.id}"
        seen.add(control.id)
        if control.level and control.level not in levels:
            yield f"has no level {control.level!r}, which {control.id} is of"
        yield from _control_faults(standard, control)


def _control_faults(standard: Standard, control: Control) -> Iterator[str]:
    if control.settle != "evidence" and not control.question:
        yield f"asks a person in {control.id}, but has no question there"
    if control.settle == "evidence" and not facts_of(control, "all", "any", "none"):
        yield f"settles {control.id} by evidence, but names no probe there"
    for fact in (*facts_of(control), *standard.when):
        probe_id, _, label = fact.partition(":")
        probe = probes().get(probe_id)
        if probe is None:
            yield f"names a probe {probe_id!r} in {control.id}, which there is not"
        elif label and label not in probe.labels:
            yield f"names a label {label!r} of {probe_id} in {control.id}, which there is not"


ROLES = ("all", "any", "none", "hints", "when")


def facts_of(control: Control, *roles: str) -> tuple[str, ...]:
    """The probes and labels that a control names, in these roles or in all."""
    return tuple(fact for role in roles or ROLES for fact in getattr(control, role))


def versions(standards: Iterable[Standard]) -> str:
    """A digest that differs when any word of a standard does."""
    written = [
        msgspec.structs.replace(standard, scored_by=None, exported_by=None)
        for standard in standards
    ]
    encoded = msgspec.json.encode(sorted(written, key=lambda entry: entry.id))
    return hashlib.sha256(encoded).hexdigest()[:16]


def titles_of(standards: Mapping[str, Standard]) -> Mapping[str, tuple[str, ...]]:
    """What standards are called, by id."""
    return {standard.id: (standard.short, standard.title) for standard in standards.values()}


def control_named(standards: Mapping[str, Standard], name: str) -> str:
    """The full id of a control, `standard/control`, by ids or titles; or say what was meant."""
    named_standard, _, named_control = name.partition("/")
    standard_id = id_named(named_standard, titles_of(standards))
    if standard_id is None:
        close = near(named_standard, titles_of(standards))
        raise InputMissing(
            message("there is no standard %(standard_id)s", standard_id=printable(named_standard)),
            fix=did_you_mean(f"{id_}/{named_control}" for id_ in close)
            if close
            else message(
                "Write the control as standard/control. Standards are: %(known)s.",
                known=", ".join(standards),
            ),
        )
    standard = standards[standard_id]
    controls = {control.id: (control.title,) for control in standard.control}
    control_id = id_named(named_control, controls)
    if control_id is None:
        raise InputMissing(
            message(
                "%(title)s has no control %(control_id)s",
                title=defined(f"{standard.id}.title", standard.title),
                control_id=printable(named_control),
            ),
            fix=did_you_mean(
                f"{standard_id}/{control}"
                for control in near(named_control, controls) or tuple(controls)[:3]
            ),
        )
    return f"{standard_id}/{control_id}"
