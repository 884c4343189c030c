# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Licence texts: which licence a text is, or from which it was made."""

from commonweal.formats.licence.closed import (
    Chosen,
    Closed,
    closed,
    licences_that_bind,
    open_choice,
)
from commonweal.formats.licence.recognise import Recognised, recognise
from commonweal.formats.licence.stewards import is_of_the_text

__all__ = [
    "Chosen",
    "Closed",
    "Recognised",
    "closed",
    "is_of_the_text",
    "licences_that_bind",
    "open_choice",
    "recognise",
]
