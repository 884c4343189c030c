# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""SBOMs as CycloneDX 1.6 in JSON (https://cyclonedx.org/docs/1.6/json/)."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from commonweal.formats.spdx import licence_ids
from commonweal.formats.spdx.flags import is_known
from commonweal.packages.sboms.cyclonedx_vulnerabilities import vulnerabilities
from commonweal.packages.sboms.sbom import APART, Component, Place, Product, Sbom
from commonweal.packages.sboms.wording import (
    CYCLONEDX,
    TOOL,
    gaps,
    identity_of,
    is_address,
    last_said,
    link_to,
    moment,
    parts_of,
)

_LONGEST_VERSION = 1024
_SCHEMA = "http://cyclonedx.org/schema/bom-1.6.schema.json"
_TRUTH = {True: "true", False: "false", None: "unknown"}


def write_cyclonedx(sbom: Sbom) -> bytes:
    """Write the whole SBOM."""
    document = {
        **_head(sbom, CYCLONEDX),
        "metadata": {
            **_metadata(sbom),
            "lifecycles": [{"phase": "pre-build"}],
            "component": _root(sbom),
            "properties": _coverage(sbom),
        },
        "components": [*_components(sbom)],
        "dependencies": [*_dependencies(sbom)],
        "compositions": _compositions(sbom),
        "vulnerabilities": [*vulnerabilities(sbom.vulnerabilities)],
    }
    return encoded(document)


def write_cyclonedx_vex(sbom: Sbom) -> bytes:
    """Write only what is said about advisories; it refers to the SBOM by its BOM-Link."""
    stated = [vulnerability for vulnerability in sbom.vulnerabilities if vulnerability.statement]
    document = {
        **_head(sbom, "cyclonedx vex"),
        "metadata": {
            **_metadata(sbom),
            "timestamp": last_said(sbom),
            "component": _component_of(sbom.product),
        },
        "vulnerabilities": [*vulnerabilities(stated, link_to(sbom))],
    }
    return encoded(document)


def encoded(document: dict[str, Any]) -> bytes:
    """JSON, a value a line, so that two SBOMs can be compared."""
    return msgspec.json.format(msgspec.json.encode(document), indent=1) + b"\n"


def _head(sbom: Sbom, form: str) -> dict[str, Any]:
    return {
        "$schema": _SCHEMA,
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{identity_of(sbom, form)}",
        "version": sbom.revision,
    }


def _metadata(sbom: Sbom) -> dict[str, Any]:
    tool = {"type": "application", "name": TOOL, "version": sbom.tool_version}
    return {"timestamp": moment(sbom.surveyed_at), "tools": {"components": [tool]}}


def _root(sbom: Sbom) -> dict[str, Any]:
    """The product; what it consists of lies within it, apart from what it needs."""
    root = _component_of(sbom.product)
    if sbom.parts:
        root["components"] = [_component_of(part) for part in sbom.parts]
    return root


def _component_of(product: Product) -> dict[str, Any]:
    found: dict[str, Any] = {
        "type": "application",
        "bom-ref": product.reference,
        "name": product.name,
    }
    if product.version and len(product.version) <= _LONGEST_VERSION:
        found["version"] = product.version
    if product.licence:
        licence = {"id": product.licence, "acknowledgement": "declared"}
        found["licenses"] = [{"license": licence}]
    if product.purl:
        found["purl"] = product.purl
    if is_address(product.address):
        found["externalReferences"] = [{"type": "vcs", "url": product.address}]
    if product.commit:
        found["properties"] = [_property("commit", product.commit)]
    return found


def _components(sbom: Sbom) -> Iterator[dict[str, Any]]:
    is_of_several = len({place.repository for each in sbom.components for place in each.places}) > 1
    for component in sbom.components:
        yield _component(component, is_of_several=is_of_several)


def _component(component: Component, *, is_of_several: bool) -> dict[str, Any]:
    type_, namespace, name = parts_of(component.purl)
    found: dict[str, Any] = {
        "type": "container" if type_ in ("docker", "oci") else "library",
        "bom-ref": component.reference,
        "name": name,
    }
    if namespace:
        found["group"] = namespace
    if component.version and len(component.version) <= _LONGEST_VERSION:
        found["version"] = component.version
    found["scope"] = _scope(component)
    if component.licences:
        found["licenses"] = [*_licences(component.licences)]
    if not component.is_unidentified:
        found["purl"] = component.reference
    if component.places:
        occurrences = [
            _occurrence(place, is_of_several=is_of_several) for place in component.places
        ]
        found["evidence"] = {"occurrences": occurrences}
    found["properties"] = [
        _property("direct", _TRUTH[component.is_direct]),
        _property("needed", component.scope),
        *(_property("requirement", written) for written in component.requirements),
    ]
    return found


def _licences(written: Iterable[str]) -> Iterator[dict[str, Any]]:
    """An expression stands alone; else ids and names, as the schema has them."""
    found = [*written]
    if len(found) == 1 and is_known(found[0]):
        yield {"license": {"id": found[0]}}
    elif len(found) == 1 and licence_ids(found[0]):
        yield {"expression": found[0]}
    else:
        for each in found:
            yield {"license": {"id" if is_known(each) else "name": each}}


def _scope(component: Component) -> str:
    if component.scope in APART:
        return "excluded"
    return "optional" if component.scope == "optional" else "required"


def _occurrence(place: Place, *, is_of_several: bool) -> dict[str, Any]:
    found: dict[str, Any] = {"location": place.path}
    if place.line:
        found["line"] = place.line
    if is_of_several:
        found["additionalContext"] = place.repository
    return found


def _dependencies(sbom: Sbom) -> Iterator[dict[str, Any]]:
    yield _dependency(
        sbom.product.reference, (*(part.reference for part in sbom.parts), *sbom.product.direct)
    )
    for part in sbom.parts:
        yield _dependency(part.reference, part.direct)
    for component in sbom.components:
        yield _dependency(component.reference, component.requires)


def _dependency(reference: str, wanted: Iterable[str]) -> dict[str, Any]:
    others = [needed for needed in wanted if needed != reference]
    return {"ref": reference, "dependsOn": others} if others else {"ref": reference}


def _compositions(sbom: Sbom) -> list[dict[str, Any]]:
    """An SBOM made from files can never claim to be complete."""
    references = [product.reference for product in sbom.products]
    aggregate = "incomplete" if sbom.is_known_to_lack else "unknown"
    return [{"aggregate": aggregate, "assemblies": references, "dependencies": references}]


def _coverage(sbom: Sbom) -> list[dict[str, str]]:
    return [
        _property("package_files_unread", str(sbom.unread)),
        _property("repositories_unread", str(sbom.unread_repositories)),
        _property("components_without_version", str(sbom.unversioned)),
        _property("components_not_identified", str(sbom.unidentified)),
        *(_property("coverage", str(sentence)) for sentence in gaps(sbom)),
    ]


def _property(name: str, value: str) -> dict[str, str]:
    return {"name": f"{TOOL}:{name}", "value": value}
