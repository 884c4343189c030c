# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Links to registries of packages, as an office writes them in its portfolio; we know none."""

from collections.abc import Mapping
from urllib.parse import quote, unquote

import msgspec

from commonweal.insight.reading import Reading
from commonweal.insight.supply import type_of

_VERSION = "{version}"


def registry_links(reading: Reading) -> Mapping[str, str]:
    """Give the templates that the portfolio has, by type of package URL."""
    return reading.once(_links)


def _links(reading: Reading) -> Mapping[str, str]:
    manifest = reading.engine.manifest
    encoded = manifest.options.get("links", "") if manifest else ""
    return msgspec.json.decode(encoded, type=dict[str, str]) if encoded else {}


def registry_address(reading: Reading, purl: str, version: str = "") -> str:
    """The address of a package, or of one version of it, in a registry; "" where none is given.

    A template that asks for a version leads to no address without one.
    """
    template = registry_links(reading).get(type_of(purl), "")
    if not template or (_VERSION in template) != bool(version):
        return ""
    name = unquote(purl.removeprefix("pkg:").partition("/")[2])
    # A template was checked when it was read: it holds nothing else in braces.
    return template.replace("{name}", quote(name, safe="/@:")).replace(
        _VERSION, quote(version, safe="")
    )
