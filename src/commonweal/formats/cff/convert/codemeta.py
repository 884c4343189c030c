# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""codemeta.json, version 2."""

from collections.abc import Mapping
from typing import Any

from commonweal.formats.cff.convert._jsonld import linked


def convert(citation: Mapping[str, Any]) -> str:
    """Write a citation as the metadata of a software project."""
    return linked(citation, "https://doi.org/10.5063/schema/codemeta-2.0")
