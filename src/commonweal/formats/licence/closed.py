# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Licences that are known not to be open, and texts whose own terms make them so."""

import re
from typing import NamedTuple

from commonweal.formats.licence.recognise import Recognised, closed_names, named_in, recognise
from commonweal.formats.licence.terms import free_choice, offers_open_choice, restricts
from commonweal.formats.spdx import is_fsf_libre, is_known, is_osi_approved

_OWN = "terms of its own"


class Closed(NamedTuple):
    """Why a text is not open: the licence's name, or that it has terms of its own."""

    name: str


def closed(text: str) -> Closed | None:
    """Tell a text that is not open by its name or by what it forbids; None where it may be."""
    found = recognise(text)
    if found.parts or offers_open_choice(text):
        return None
    if names := closed_names(text):
        name = ", ".join(names)
        return Closed(_with_origin(name, found) if name == "Commons Clause" else name)
    if not restricts(text):
        return None
    return Closed(_with_origin(_OWN, found) if found.derived_from else _OWN)


class Chosen(NamedTuple):
    """The open licence that somebody may choose, and the others that the text offers beside it."""

    spdx: str
    beside: tuple[str, ...]


def open_choice(text: str) -> Chosen | None:
    """Tell the open licence among those that a text leaves to choose from, closed ones beside it.

    A text that is made of open licences alone is recognised as these.
    """
    words = free_choice(text)
    beside = closed_names(text) if words else ()
    if not beside or recognise(text).parts:
        return None
    named = (spdx for spdx in named_in(words) if is_osi_approved(spdx))
    spdx = next(named, None)
    return Chosen(spdx, beside) if spdx else None


def licences_that_bind(text: str) -> tuple[str, ...]:
    """Name by SPDX's rules the licences of a text that is not open: those of no list as its own."""
    why = closed(text)
    names = why.name.split(", ") if why else []
    return tuple(name if is_known(name) else _reference(name) for name in names)


def _reference(name: str) -> str:
    return "LicenseRef-" + re.sub(r"[^A-Za-z0-9.]+", "-", name).strip("-")


def _with_origin(name: str, found: Recognised) -> str:
    origin = found.derived_from
    is_open = origin is not None and (is_osi_approved(origin) or is_fsf_libre(origin))
    return f"{origin} with {name}" if is_open else name
