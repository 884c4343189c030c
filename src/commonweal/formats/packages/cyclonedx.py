# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Bills of materials of CycloneDX, in JSON and in XML."""

from collections.abc import Iterator
from typing import Any

from commonweal.formats.packages.address import package_url
from commonweal.formats.packages.decoded import json_object, tables_at, text_at, xml_root
from commonweal.formats.packages.package import Package, PackagesRefused, Reader
from commonweal.formats.xml import Element

_KEYS = ("name", "version", "purl", "cpe")


def read(name: str, content: bytes) -> Iterator[Package]:
    """Components with a package URL or a CPE, those within others too."""
    lower = name.lower()
    if lower.endswith(".cdx.json") or lower == "bom.json":
        yield from _of_json(json_object(content))
    elif lower.endswith(".cdx.xml") or lower == "bom.xml":
        yield from _of_xml(xml_root(content, "bom"))
    else:
        raise PackagesRefused("the name tells neither JSON nor XML: it ends as no CycloneDX file")


def _of_json(document: dict[str, Any]) -> Iterator[Package]:
    waiting = tables_at(document, "components")[::-1]
    while waiting:
        component = waiting.pop()
        yield from _package(*(text_at(component, key) for key in _KEYS))
        waiting += reversed(tables_at(component, "components"))


def _of_xml(document: Element) -> Iterator[Package]:
    waiting = _components(document)[::-1]
    while waiting:
        component = waiting.pop()
        texts = (next((one.text.strip() for one in component.named(key)), "") for key in _KEYS)
        yield from _package(*texts)
        waiting += reversed(_components(component))


def _components(element: Element) -> list[Element]:
    return [one for group in element.named("components") for one in group.named("component")]


def _package(name: str, version: str, address: str, cpe: str) -> Iterator[Package]:
    """The component; its own name and version count before those of its package URL."""
    url = package_url(address)
    if url is not None:
        yield Package(url.type, name or url.name, version or url.version)
    elif cpe:
        yield Package("", name, version)


READERS = (
    Reader(
        format="cdx",
        is_lock=True,
        names=("bom.json", "bom.xml"),
        endings=(".cdx.json", ".cdx.xml"),
        read=read,
    ),
)
