# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Licences that are known not to be open, and texts whose own terms make them so."""

from typing import NamedTuple

from commonweal.formats.licence.recognise import Recognised, closed_names, recognise
from commonweal.formats.licence.terms import offers_open_choice, restricts
from commonweal.formats.spdx import is_fsf_libre, is_osi_approved

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


def _with_origin(name: str, found: Recognised) -> str:
    origin = found.derived_from
    is_open = origin is not None and (is_osi_approved(origin) or is_fsf_libre(origin))
    return f"{origin} with {name}" if is_open else name
