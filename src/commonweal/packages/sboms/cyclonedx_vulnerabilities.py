# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Advisories and what is said of them, as CycloneDX 1.6 has vulnerabilities."""

from collections.abc import Iterable, Iterator
from types import MappingProxyType
from typing import Any

from commonweal.packages.sboms.sbom import Affected, Statement, Status, Vulnerability
from commonweal.packages.sboms.wording import TOOL, is_address, moment, quoted, remedy

_STATES: MappingProxyType[Status, str] = MappingProxyType(
    {
        "not_affected": "not_affected",
        "affected": "exploitable",
        "fixed": "resolved",
        "under_investigation": "in_triage",
    }
)
_METHODS = MappingProxyType(
    {"CVSS:3.0": "CVSSv3", "CVSS:3.1": "CVSSv31", "CVSS:4.0": "CVSSv4", "AV:": "CVSSv2"}
)
_SOURCES = (("CVE-", "NVD"), ("GHSA-", "GitHub Advisory Database"), ("GO-", "Go"))
_LONGEST_VERSION = 1024


def vulnerabilities(found: Iterable[Vulnerability], link: str = "") -> Iterator[dict[str, Any]]:
    """Vulnerabilities; `link` leads to the SBOM that has the components, if that is another."""
    for vulnerability in found:
        yield _vulnerability(vulnerability, link)


def _vulnerability(vulnerability: Vulnerability, link: str) -> dict[str, Any]:
    found: dict[str, Any] = {"id": vulnerability.id, "source": {"name": _source(vulnerability.id)}}
    if vulnerability.aliases:
        found["references"] = [
            {"id": id_, "source": {"name": _source(id_)}} for id_ in vulnerability.aliases
        ]
    found["ratings"] = [_rating(vulnerability)]
    if vulnerability.summary:
        found["description"] = vulnerability.summary
    found["recommendation"] = " ".join(dict.fromkeys(map(remedy, vulnerability.affected)))
    if links := [{"url": url} for url in vulnerability.links if is_address(url)]:
        found["advisories"] = links
    if vulnerability.published:
        found["published"] = moment(vulnerability.published)
    if vulnerability.modified:
        found["updated"] = moment(vulnerability.modified)
    if vulnerability.statement:
        found["analysis"] = _analysis(vulnerability.statement)
    found["affects"] = [_affects(each, link) for each in vulnerability.affected]
    found["properties"] = [*_properties(vulnerability)]
    return found


def _source(id_: str) -> str:
    return next((name for start, name in _SOURCES if id_.startswith(start)), "OSV")


def _rating(vulnerability: Vulnerability) -> dict[str, Any]:
    found: dict[str, Any] = {} if vulnerability.score is None else {"score": vulnerability.score}
    found["severity"] = vulnerability.level
    if vulnerability.vector:
        found["method"] = next(
            (name for start, name in _METHODS.items() if vulnerability.vector.startswith(start)),
            "other",
        )
        found["vector"] = vulnerability.vector
    return found


def _analysis(statement: Statement) -> dict[str, Any]:
    return {
        "state": _STATES[statement.status],
        "detail": statement.because,
        "lastUpdated": moment(statement.stated_at),
    }


def _affects(affected: Affected, link: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "ref": f"{link}{quoted(affected.reference)}" if link else affected.reference
    }
    if affected.version and len(affected.version) <= _LONGEST_VERSION:
        # Which versions are in use, and that the advisory names them; what that means here
        # is the analysis.
        found["versions"] = [{"version": affected.version, "status": "affected"}]
    return found


def _properties(vulnerability: Vulnerability) -> Iterator[dict[str, str]]:
    yield {"name": f"{TOOL}:kind", "value": vulnerability.kind}
    products = dict.fromkeys(name for each in vulnerability.affected for name in each.products)
    for product in products:
        yield {"name": f"{TOOL}:concerns", "value": product}
    if vulnerability.statement and vulnerability.statement.link:
        yield {"name": f"{TOOL}:reason", "value": vulnerability.statement.link}
