# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The ids that CITATION.cff knows, from `vocabulary.toml`."""

import functools
import tomllib
from importlib import resources

import msgspec


class Vocabulary(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Licences, countries, kinds of works, and the states that a work can be in."""

    licences: frozenset[str]
    countries: frozenset[str]
    works: frozenset[str]
    statuses: frozenset[str]


@functools.cache
def vocabulary() -> Vocabulary:
    """Read the lists once."""
    text = resources.files(__package__).joinpath("vocabulary.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), Vocabulary)
