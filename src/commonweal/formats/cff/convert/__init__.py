# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Conversions of a CITATION.cff: one module per format, found by walking this folder."""

import importlib
from collections.abc import Callable, Mapping
from importlib import resources
from typing import Any

Convert = Callable[[Mapping[str, Any]], str]


def conversions() -> tuple[str, ...]:
    """The names of all formats, sorted."""
    names = (entry.name for entry in resources.files(__package__).iterdir())
    return tuple(
        sorted(
            name.removesuffix(".py")
            for name in names
            if name.endswith(".py") and not name.startswith("_")
        )
    )


def conversion(name: str) -> Convert:
    """Give the conversion to a format of `conversions()`."""
    convert: Convert = importlib.import_module(f"{__package__}.{name}").convert
    return convert
