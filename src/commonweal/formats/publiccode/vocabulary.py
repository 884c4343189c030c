# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The ids that publiccode.yml knows, from `vocabulary.toml`."""

import functools
import tomllib
from importlib import resources

import msgspec


class Vocabulary(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Versions that are read, ids that fields take, countries, and parts of language tags."""

    versions: tuple[str, ...]
    latest: tuple[str, ...]
    categories: frozenset[str]
    scopes: frozenset[str]
    supported: frozenset[str]
    countries: frozenset[str]
    languages: frozenset[str]
    variants: frozenset[str]


@functools.cache
def vocabulary() -> Vocabulary:
    """Read the lists once."""
    text = resources.files(__package__).joinpath("vocabulary.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), Vocabulary)
