# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What is said about advisories, as OpenVEX 0.2.0 (https://github.com/openvex/spec)."""

from typing import Any

from commonweal.packages.sboms.cyclonedx import encoded
from commonweal.packages.sboms.sbom import Affected, Product, Sbom, Statement, Vulnerability
from commonweal.packages.sboms.wording import (
    TOOL,
    identity_of,
    last_said,
    link_to,
    moment,
    quoted,
    remedy,
)

_CONTEXT = "https://openvex.dev/ns/v0.2.0"


def write_openvex(sbom: Sbom) -> bytes:
    """Write what was answered; a document without any statement is not valid."""
    products = {product.reference: product for product in sbom.products}
    statements = [
        _statement(vulnerability, vulnerability.statement, products, sbom)
        for vulnerability in sbom.vulnerabilities
        if vulnerability.statement
    ]
    document = {
        "@context": _CONTEXT,
        "@id": f"urn:uuid:{identity_of(sbom, f'openvex {sbom.revision}')}",
        "author": sbom.office or TOOL,
        "timestamp": last_said(sbom),
        "version": sbom.revision,
        "tooling": f"{TOOL} {sbom.tool_version}",
        "statements": statements,
    }
    return encoded(document)


def _statement(
    vulnerability: Vulnerability, said: Statement, products: dict[str, Product], sbom: Sbom
) -> dict[str, Any]:
    named: dict[str, Any] = {"name": vulnerability.id}
    if vulnerability.summary:
        named["description"] = vulnerability.summary
    if vulnerability.aliases:
        named["aliases"] = [*dict.fromkeys(vulnerability.aliases)]
    by_product: dict[str, list[Affected]] = {}
    for each in vulnerability.affected:
        for reference in each.products:
            by_product.setdefault(reference, []).append(each)
    found: dict[str, Any] = {
        "vulnerability": named,
        "timestamp": moment(said.stated_at),
        "products": [
            _product(products[reference], members, sbom)
            for reference, members in by_product.items()
        ],
        "status": said.status,
    }
    match said.status:
        case "not_affected":
            found["impact_statement"] = said.because
        case "affected":
            found["action_statement"] = " ".join(dict.fromkeys(map(remedy, vulnerability.affected)))
            found["status_notes"] = said.because
        case _:
            found["status_notes"] = said.because
    return found


def _product(product: Product, members: list[Affected], sbom: Sbom) -> dict[str, Any]:
    found: dict[str, Any] = {"@id": product.purl or link_to(sbom) + quoted(product.reference)}
    if product.purl:
        found["identifiers"] = {"purl": product.purl}
    found["subcomponents"] = [
        {"@id": member.reference, "identifiers": {"purl": member.reference}} for member in members
    ]
    return found
