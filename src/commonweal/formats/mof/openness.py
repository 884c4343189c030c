# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""How open a model is: the class and progress of MOF 1.0, by the rules of the tool.

Where the framework's paper differs from the tool (data sets may be without a
licence in class I, libraries are needed in class II), the tool is followed.
"""

import functools
from collections.abc import Mapping
from importlib import resources
from types import MappingProxyType
from typing import Any, Literal

import msgspec

from commonweal.formats.spdx import is_fsf_libre, is_osi_approved

Content = Literal["code", "data", "document"]
Status = Literal["included", "invalid", "unlicensed"]

CLASSES = (3, 2, 1)
_WHOLE = 100.0
_REPORT, _PAPER = "Technical report", "Research paper"


class Component(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One part of a model that can be published."""

    name: str
    type: Content
    is_required: bool
    first_class: int = msgspec.field(name="class")


class _Licences(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    also_open: frozenset[str]
    not_yet_open: frozenset[str]
    for_code: frozenset[str]
    for_data: frozenset[str]
    for_document: frozenset[str]


class Required(msgspec.Struct, frozen=True):
    """Which of the components that a class needs are there, by name and sorted."""

    included: tuple[str, ...]
    invalid: tuple[str, ...]
    missing: tuple[str, ...]
    unlicensed: tuple[str, ...]


class Openness(msgspec.Struct, frozen=True):
    """The outcome; class 0 means that no class is reached, progress is per cent."""

    best: int
    classes: Mapping[int, Required]
    progress: Mapping[int, float]
    total_progress: float
    open_but_not_type_appropriate: tuple[str, ...]
    licences: Mapping[str, str | None]


@functools.cache
def components() -> MappingProxyType[str, Component]:
    """All components of the framework by name."""
    content = resources.files(__package__).joinpath("components.toml").read_bytes()
    read = msgspec.toml.decode(content, type=dict[str, tuple[Component, ...]])
    return MappingProxyType({component.name: component for component in read["component"]})


@functools.cache
def _licences() -> _Licences:
    content = resources.files(__package__).joinpath("licences.toml").read_bytes()
    return msgspec.toml.decode(content, type=_Licences)


def is_open(spdx: str) -> bool:
    """Tell whether the tool counts a licence as open; the id must match exactly."""
    lists = _licences()
    if spdx in lists.also_open:
        return True
    return (is_osi_approved(spdx) or is_fsf_libre(spdx)) and spdx not in lists.not_yet_open


def is_for(spdx: str, content: Content) -> bool:
    """Tell whether the tool takes a licence to be made for such content."""
    lists = _licences()
    made_for = {"code": lists.for_code, "data": lists.for_data, "document": lists.for_document}
    return spdx in made_for[content]


def assess_openness(release: Mapping[str, Any]) -> Openness:
    """Judge the `release` of a description that fulfils the schema."""
    licences = {
        name: _licence(entry, components()[name].type, release.get("license"))
        for name, entry in _present(release).items()
    }
    statuses = {name: _status(licence) for name, licence in licences.items()}
    classes = {number: _required(number, statuses) for number in CLASSES}
    progress = _progress(classes, statuses)
    doubtful = sorted(
        name
        for name, licence in licences.items()
        if licence and is_open(licence) and not is_for(licence, components()[name].type)
    )
    return Openness(
        best=min((number for number in CLASSES if progress[number] == _WHOLE), default=0),
        classes=classes,
        progress=progress,
        total_progress=round(sum(progress.values()) / len(progress), 6),
        open_but_not_type_appropriate=tuple(doubtful),
        licences=licences,
    )


def _present(release: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Give the components listed; of a name that stands twice, the last."""
    return {
        entry["name"]: entry
        for entry in release["components"]
        if isinstance(entry.get("name"), str) and entry["name"] in components()
    }


def _licence(entry: Mapping[str, Any], content: Content, given: object) -> str | None:
    """Give the licence of a component: its own, that of its kind, or that of the whole release."""
    own = entry.get("license")
    if own is not None:
        # Said to be without licence: what holds for the release does not hold here.
        return None if own in ("", "unlicensed") else str(own)
    for key in (content, "distribution"):
        named = given.get(key) if isinstance(given, Mapping) else None
        name = named.get("name") if isinstance(named, Mapping) else None
        if name:
            return str(name)
    return None


def _status(licence: str | None) -> Status:
    if licence is None:
        return "unlicensed"
    return "included" if is_open(licence) else "invalid"


def _required(number: int, statuses: Mapping[str, Status]) -> Required:
    found: dict[str, set[str]] = {key: set() for key in Required.__struct_fields__}
    for component in components().values():
        if component.is_required and component.first_class >= number:
            found[statuses.get(component.name, "missing")].add(component.name)
    if statuses.get(_REPORT) != "included" and _PAPER in statuses:
        # A paper says what a report would have said.
        found["missing"].discard(_REPORT)
        found[statuses[_PAPER]].add(_PAPER)
    return Required(**{key: tuple(sorted(names)) for key, names in found.items()})


def _progress(classes: Mapping[int, Required], statuses: Mapping[str, Status]) -> dict[int, float]:
    is_by_paper = statuses.get(_REPORT) != "included" and statuses.get(_PAPER) == "included"
    progress: dict[int, float] = {}
    is_reached = True
    for number in CLASSES:
        needed = sum(
            1
            for component in components().values()
            if component.is_required and component.first_class >= number
        )
        if number == 1 and is_by_paper:
            needed -= 1
        share = min(_WHOLE, len(classes[number].included) / needed * _WHOLE) if is_reached else 0.0
        progress[number] = round(share, 6)
        is_reached = share == _WHOLE
    return progress
