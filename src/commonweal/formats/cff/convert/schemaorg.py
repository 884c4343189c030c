# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""schema.org as JSON-LD."""

from collections.abc import Mapping
from typing import Any

from commonweal.formats.cff.convert._jsonld import linked


def convert(citation: Mapping[str, Any]) -> str:
    """Write a citation for search engines."""
    return linked(citation, "https://schema.org")
