# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Advisories and what is said of them, as CycloneDX 1.6 has vulnerabilities."""

from collections.abc import Iterable, Iterator
from types import MappingProxyType
from typing import Any

from commonweal.packages.sboms.bill import Affected, Statement, Status, Vulnerability
from commonweal.packages.sboms.words import TOOL, is_address, moment, quoted, remedy

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
    """Vulnerabilities; `link` leads to the bill that has the components, if that is another."""
    for one in found:
        yield _vulnerability(one, link)


def _vulnerability(one: Vulnerability, link: str) -> dict[str, Any]:
    found: dict[str, Any] = {"id": one.id, "source": {"name": _source(one.id)}}
    if one.aliases:
        found["references"] = [{"id": id_, "source": {"name": _source(id_)}} for id_ in one.aliases]
    found["ratings"] = [_rating(one)]
    if one.summary:
        found["description"] = one.summary
    found["recommendation"] = " ".join(dict.fromkeys(map(remedy, one.affected)))
    if links := [{"url": url} for url in one.links if is_address(url)]:
        found["advisories"] = links
    if one.published:
        found["published"] = moment(one.published)
    if one.modified:
        found["updated"] = moment(one.modified)
    if one.statement:
        found["analysis"] = _analysis(one.statement)
    found["affects"] = [_affects(each, link) for each in one.affected]
    found["properties"] = [*_properties(one)]
    return found


def _source(id_: str) -> str:
    return next((name for start, name in _SOURCES if id_.startswith(start)), "OSV")


def _rating(one: Vulnerability) -> dict[str, Any]:
    found: dict[str, Any] = {} if one.score is None else {"score": one.score}
    found["severity"] = one.level
    if one.vector:
        found["method"] = next(
            (name for start, name in _METHODS.items() if one.vector.startswith(start)), "other"
        )
        found["vector"] = one.vector
    return found


def _analysis(statement: Statement) -> dict[str, Any]:
    return {
        "state": _STATES[statement.status],
        "detail": statement.because,
        "lastUpdated": moment(statement.stated_at),
    }


def _affects(one: Affected, link: str) -> dict[str, Any]:
    found: dict[str, Any] = {"ref": f"{link}{quoted(one.reference)}" if link else one.reference}
    if one.version and len(one.version) <= _LONGEST_VERSION:
        # Which versions are in use, and that the advisory names them; what that means here
        # is the analysis.
        found["versions"] = [{"version": one.version, "status": "affected"}]
    return found


def _properties(one: Vulnerability) -> Iterator[dict[str, str]]:
    yield {"name": f"{TOOL}:kind", "value": one.kind}
    products = dict.fromkeys(name for each in one.affected for name in each.products)
    for product in products:
        yield {"name": f"{TOOL}:concerns", "value": product}
    if one.statement and one.statement.link:
        yield {"name": f"{TOOL}:reason", "value": one.statement.link}
