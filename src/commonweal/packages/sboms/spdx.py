# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""SBOMs as SPDX 2.3 in JSON (https://spdx.github.io/spdx-spec/v2.3/)."""

import functools
import hashlib
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from commonweal.formats.spdx import licence_ids
from commonweal.packages.sboms.cyclonedx import encoded
from commonweal.packages.sboms.sbom import Component, Place, Product, Sbom, Vulnerability
from commonweal.packages.sboms.wording import (
    TOOL,
    gaps,
    identity_of,
    is_address,
    moment,
    parts_of,
    remedy,
)

_DOCUMENT = "SPDXRef-DOCUMENT"
_UNKNOWN = "NOASSERTION"
_UNFIT = re.compile(r"[^A-Za-z0-9.]+")
_READABLE = 60
# The needing one comes first only in DEPENDS_ON.
_RELATIONS = MappingProxyType(
    {
        "optional": "OPTIONAL_DEPENDENCY_OF",
        "development": "DEV_DEPENDENCY_OF",
        "build": "BUILD_DEPENDENCY_OF",
        "ci": "BUILD_DEPENDENCY_OF",
    }
)
_DIRECT = {True: "Asked for directly.", False: "Needed by others.", None: ""}


def write_spdx(sbom: Sbom) -> bytes:
    """Write the whole SBOM."""
    revision = f"spdx {sbom.revision}"
    document = {
        "spdxVersion": "SPDX-2.3",
        "dataLicense": "CC0-1.0",
        "SPDXID": _DOCUMENT,
        "name": sbom.product.name or sbom.product.reference,
        "documentNamespace": f"urn:uuid:{identity_of(sbom, revision)}",
        "creationInfo": {
            "created": moment(sbom.surveyed_at),
            "creators": [f"Tool: {TOOL}-{sbom.tool_version}"],
        },
        "comment": " ".join(("Made from the files of repositories.", *map(str, gaps(sbom)))),
        "packages": [*_packages(sbom)],
        "relationships": [*_relationships(sbom)],
    }
    return encoded(document)


def _packages(sbom: Sbom) -> Iterator[dict[str, Any]]:
    for product in sbom.products:
        yield _package_of(product)
    threats = _threats(sbom)
    is_of_several = len({place.repository for each in sbom.components for place in each.places}) > 1
    for component in sbom.components:
        yield _package(component, threats.get(component.reference, []), is_of_several=is_of_several)


def _blank(reference: str, name: str, version: str) -> dict[str, Any]:
    found: dict[str, Any] = {"SPDXID": _identity(reference), "name": name}
    if version:
        found["versionInfo"] = version
    return found | {
        "downloadLocation": _UNKNOWN,
        "filesAnalyzed": False,
        "licenseConcluded": _UNKNOWN,
        "licenseDeclared": _UNKNOWN,
        "copyrightText": _UNKNOWN,
    }


@functools.lru_cache(maxsize=65_536)
def _identity(reference: str) -> str:
    """Readable, and unique by its digest."""
    readable = _UNFIT.sub("-", reference.removeprefix("pkg:")[:_READABLE]).strip("-")
    digest = hashlib.sha256(reference.encode("utf-8")).hexdigest()[:16]
    return f"SPDXRef-{readable}-{digest}" if readable else f"SPDXRef-{digest}"


def _package_of(product: Product) -> dict[str, Any]:
    found = _blank(product.reference, product.name or product.reference, product.version)
    found["primaryPackagePurpose"] = "APPLICATION"
    if product.licence:
        found["licenseDeclared"] = product.licence
    if product.purl:
        found["externalRefs"] = [_url(product.purl)]
    origin = []
    if is_address(product.address):
        origin.append(f"Read from {product.address}.")
    if product.commit:
        origin.append(f"Read at commit {product.commit}.")
    if origin:
        found["sourceInfo"] = " ".join(origin)
    return found


def _package(
    component: Component, threats: list[dict[str, str]], *, is_of_several: bool
) -> dict[str, Any]:
    type_, namespace, name = parts_of(component.purl)
    separator = ":" if type_ == "maven" else "/"
    found = _blank(
        component.reference,
        f"{namespace}{separator}{name}" if namespace else name,
        component.version,
    )
    is_container = type_ in ("docker", "oci")
    found["primaryPackagePurpose"] = "CONTAINER" if is_container else "LIBRARY"
    named = [] if component.is_unidentified else [_url(component.reference)]
    if references := [*named, *threats]:
        found["externalRefs"] = references
    if len(component.licences) == 1 and licence_ids(component.licences[0]):
        found["licenseDeclared"] = component.licences[0]
    if component.places:
        places = ", ".join(_place(place, is_of_several=is_of_several) for place in component.places)
        found["sourceInfo"] = f"Named in {places}."
    accepted = f"Accepted: {', '.join(component.requirements)}." if component.requirements else ""
    if comment := " ".join(part for part in (_DIRECT[component.is_direct], accepted) if part):
        found["comment"] = comment
    return found


def _url(purl: str) -> dict[str, str]:
    return {
        "referenceCategory": "PACKAGE-MANAGER",
        "referenceType": "purl",
        "referenceLocator": purl,
    }


def _place(place: Place, *, is_of_several: bool) -> str:
    line = f":{place.line}" if place.line else ""
    return f"{place.repository}: {place.path}{line}" if is_of_several else f"{place.path}{line}"


def _threats(sbom: Sbom) -> Mapping[str, list[dict[str, str]]]:
    """Advisories by the component that they concern, where a web address tells of them."""
    found: dict[str, list[dict[str, str]]] = {}
    for vulnerability in sbom.vulnerabilities:
        address = next((link for link in vulnerability.links if is_address(link)), "")
        if not address:
            continue
        for each in vulnerability.affected:
            threat = {
                "referenceCategory": "SECURITY",
                "referenceType": "advisory",
                "referenceLocator": address,
                "comment": f"{vulnerability.id}: {_said(vulnerability)}. {remedy(each)}",
            }
            found.setdefault(each.reference, []).append(threat)
    return found


def _said(vulnerability: Vulnerability) -> str:
    return (
        vulnerability.statement.status.replace("_", " ")
        if vulnerability.statement
        else "not answered"
    )


def _relationships(sbom: Sbom) -> Iterator[dict[str, str]]:
    product = sbom.product.reference
    yield _relationship(_DOCUMENT, "DESCRIBES", _identity(product))
    for part in sbom.parts:
        yield _relationship(_identity(product), "CONTAINS", _identity(part.reference))
    scopes = {component.reference: component.scope for component in sbom.components}
    for each in sbom.products:
        for reference in each.direct:
            yield _needs(each.reference, reference, _RELATIONS.get(scopes[reference], ""))
    for component in sbom.components:
        for reference in component.requires:
            if reference != component.reference:
                yield _needs(component.reference, reference)
    # That more may be needed than is listed is said as the standard has it.
    yield _relationship(_identity(product), "DEPENDS_ON", _UNKNOWN)


def _needs(needing: str, needed: str, relation: str = "") -> dict[str, str]:
    if relation:
        return _relationship(_identity(needed), relation, _identity(needing))
    return _relationship(_identity(needing), "DEPENDS_ON", _identity(needed))


def _relationship(first: str, kind: str, second: str) -> dict[str, str]:
    return {"spdxElementId": first, "relationshipType": kind, "relatedSpdxElement": second}
