# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Which ordering an ecosystem has, and the order of two of its versions."""

import functools
import importlib
from collections.abc import Callable, Mapping
from importlib import resources
from types import MappingProxyType

from commonweal.packages.versions.padding import Key

# Longer texts are no versions; they get an order all the same, in bounded time.
LONGEST = 256


@functools.cache
def orderings() -> Mapping[str, Callable[[str], Key]]:
    """The key of each ecosystem, by its name in small letters."""
    found: dict[str, Callable[[str], Key]] = {}
    package = str(__package__)
    for entry in sorted(file.name for file in resources.files(package).iterdir()):
        if not entry.endswith(".py") or entry == "__init__.py":
            continue
        module = importlib.import_module(f"{package}.{entry.removesuffix('.py')}")
        for ecosystem in getattr(module, "ECOSYSTEMS", ()):
            found[ecosystem.casefold()] = module.key
    return MappingProxyType(found)


def ecosystem_of(name: str) -> str | None:
    """Give the ecosystem without its release (`Debian:12` is Debian), or None if unknown."""
    base = name.partition(":")[0].strip().casefold()
    return base if base in orderings() else None


def key_of(ecosystem: str, text: str) -> Key | None:
    """Give what to sort a version of an ecosystem by; None where its order is not known."""
    base = ecosystem_of(ecosystem)
    return None if base is None else _key(orderings()[base], text)


def compare(ecosystem: str, left: str, right: str) -> int | None:
    """Give -1, 0 or 1; None where the order of the ecosystem is not known."""
    base = ecosystem_of(ecosystem)
    return None if base is None else compare_texts(orderings()[base], left, right)


def compare_texts(key: Callable[[str], Key], left: str, right: str) -> int:
    """Compare two texts by an ordering: -1, 0 or 1."""
    first, second = _key(key, left), _key(key, right)
    return (first > second) - (first < second)


def _key(key: Callable[[str], Key], text: str) -> Key:
    return (key(text[:LONGEST]), text[LONGEST:])
