# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Bills of materials of CycloneDX, in JSON and in XML."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

from commonweal.core.message import message
from commonweal.packages.model.address import package_url
from commonweal.packages.model.package import Package, PackagesRefused, Reader, bounded
from commonweal.packages.reading.decoded import json_object, tables_at, text_at, xml_root
from commonweal.packages.reading.links import entries, tables, texts, unique, word
from commonweal.syntax.xml import Element

_KEYS = ("name", "version", "purl", "cpe", "group", "scope")
# When a component is needed; what is excluded is not delivered.
_SCOPES = {"excluded": ("dev",), "optional": ("optional",)}


def read(name: str, content: bytes) -> Iterator[Package]:
    """All components, those within others too."""
    lower = name.lower()
    if lower.endswith(".cdx.json") or lower == "bom.json":
        yield from _of_json(json_object(content))
    elif lower.endswith(".cdx.xml") or lower == "bom.xml":
        yield from _of_xml(xml_root(content, "bom"))
    else:
        raise PackagesRefused(
            message("the name tells neither JSON nor XML: it ends as no CycloneDX file")
        )


class _Component(NamedTuple):
    """A component; its own name and version count before those of its package URL."""

    reference: str
    name: str
    version: str
    address: str
    cpe: str
    group: str
    scope: str
    licence: str = ""

    def packages(self) -> Iterator[Package]:
        """The package that it is; of no type where no package URL names it."""
        url = package_url(self.address)
        groups = _SCOPES.get(self.scope, ())
        if url is not None:
            name = self.name or url.name
            yield Package(
                url.type,
                name,
                self.version or url.version,
                groups=groups,
                full_name=url.whole_name if url.whole_name != name else "",
                licence=self.licence,
                is_unlisted=not url.is_known,
            )
        elif self.name:
            yield Package(
                "",
                self.name,
                self.version,
                groups=groups,
                full_name=f"{self.group}/{self.name}" if self.group else "",
                licence=self.licence,
                is_unlisted=not self.cpe,
            )


class _Root(NamedTuple):
    """What the bill is of, where it tells."""

    reference: str = ""
    address: str = ""

    def is_same(self, component: _Component) -> bool:
        """Tell whether a component is what the bill is of."""
        has_reference = bool(self.reference) and component.reference == self.reference
        return has_reference or (bool(self.address) and component.address == self.address)


def _of_json(document: dict[str, Any]) -> Iterator[Package]:
    root = entries(entries(document.get("metadata")).get("component"))
    links = {
        word(table.get("ref")): texts(table.get("dependsOn"))
        for table in tables(document.get("dependencies"))
    }
    found = _components_of_json(document)
    yield from _linked(found, links, _Root(word(root.get("bom-ref")), word(root.get("purl"))))


def _components_of_json(document: dict[str, Any]) -> Iterator[_Component]:
    waiting = tables_at(document, "components")[::-1]
    while waiting:
        component = waiting.pop()
        texts_of = (text_at(component, key) for key in _KEYS)
        licence = _licence(component.get("licenses"))
        found = _Component(word(component.get("bom-ref")), *texts_of)
        yield found._replace(licence=licence)
        waiting += reversed(tables_at(component, "components"))


def _licence(listed: Any) -> str:
    """What is said of the licence: an expression, else ids or names, all of which count."""
    found = []
    for choice in tables(listed):
        named = entries(choice.get("license"))
        written = (choice.get("expression"), named.get("id"), named.get("name"))
        found.append(next(filter(None, map(word, written)), ""))
    return " AND ".join(dict.fromkeys(filter(None, found)))


def _of_xml(document: Element) -> Iterator[Package]:
    roots = (
        component for data in document.named("metadata") for component in data.named("component")
    )
    root = next((_component(element) for element in roots), None)
    links = {
        dependency.attributes.get("ref", ""): [
            each.attributes.get("ref", "") for each in dependency.named("dependency")
        ]
        for group in document.named("dependencies")
        for dependency in group.named("dependency")
    }
    found = _components_of_xml(document)
    yield from _linked(found, links, _Root(root.reference, root.address) if root else _Root())


def _components_of_xml(document: Element) -> Iterator[_Component]:
    waiting = _components(document)[::-1]
    while waiting:
        component = waiting.pop()
        yield _component(component)
        waiting += reversed(_components(component))


def _component(element: Element) -> _Component:
    texts_of = (next((child.text.strip() for child in element.named(key)), "") for key in _KEYS)
    named = [
        child.text.strip()
        for group in element.named("licenses")
        for choice in group.children
        for child in (choice, *choice.children)
        if child.name in ("expression", "id", "name") and child.text.strip()
    ]
    licence = " AND ".join(dict.fromkeys(named))
    found = _Component(element.attributes.get("bom-ref", ""), *texts_of)
    return found._replace(licence=licence)


def _components(element: Element) -> list[Element]:
    return [
        component for group in element.named("components") for component in group.named("component")
    ]


def _linked(
    components: Iterable[_Component], links: Mapping[str, list[str]], root: _Root
) -> Iterator[Package]:
    """Packages with the packages of the same type that they depend on."""
    found = [
        (component, package)
        for component in bounded(components)
        for package in component.packages()
    ]
    known = {
        component.reference: (package.type, package.label)
        for component, package in found
        if component.reference
    }
    direct = set(links[root.reference]) if root.reference and root.reference in links else None
    left = dict(links)
    for component, package in found:
        # A reference means one component; another one that has it too is given no links.
        wanted = (known.get(each, ("", "")) for each in left.pop(component.reference, ()))
        yield msgspec.structs.replace(
            package,
            is_direct=None if direct is None else component.reference in direct,
            requires=unique(label for kind, label in wanted if kind == package.type),
            is_own=root.is_same(component),
        )


READERS = (
    Reader(
        format="cdx",
        is_lock=True,
        tells_scope=True,
        names=("bom.json", "bom.xml"),
        endings=(".cdx.json", ".cdx.xml"),
        read=read,
    ),
)
