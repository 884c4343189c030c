# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""SBOMs made by hand."""

from datetime import UTC, datetime
from typing import Any

from commonweal.packages.model.purl import purl_of, with_version
from commonweal.packages.sboms import (
    Affected,
    Component,
    Looked,
    Place,
    Product,
    Sbom,
    Statement,
    Vulnerability,
)

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
LATER = datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC)


def component(type_: str, name: str, version: str = "", **more: Any) -> Component:
    purl = purl_of(type_, name)
    return Component(with_version(purl, version), purl, version, **more)


def sbom(*components: Component, **more: Any) -> Sbom:
    """A bill of a project that asks for all of its components itself."""
    direct = tuple(one.reference for one in components if one.is_direct)
    product = Product("project:wells", "Wells", purl="pkg:github/city/wells", direct=direct)
    return Sbom(
        **{
            "identity": "survey wells",
            "revision": 3,
            "surveyed_at": NOW,
            "tool_version": "1",
            "office": "Water",
            "product": product,
            "parts": (),
            "components": components,
            "vulnerabilities": (),
            "looked": (),
            **more,
        }
    )


FULL = sbom(
    component(
        "npm",
        "@scope/name",
        "1.0.0",
        is_direct=True,
        requirements=("^1.0",),
        places=(Place("wells", "package-lock.json", 12), Place("pumps", "package.json")),
        requires=("pkg:npm/lodash@4.17.20",),
    ),
    component("npm", "lodash", "4.17.20", is_direct=False),
    component("docker", "python", "3.12", scope="container", is_direct=True),
    component("github", "actions/checkout", 40 * "a", is_commit=True, scope="ci", is_direct=True),
    component("pypi", "requests", scope="development", is_direct=True, requirements=(">=2",)),
    component("pypi", "extra", "1", scope="optional", is_direct=True),
    parts=(
        Product(
            "repository:wells",
            "wells",
            purl="pkg:github/city/wells",
            version="2.1.0",
            commit=40 * "c",
            licence="EUPL-1.2",
            address="https://github.com/city/wells",
            direct=("pkg:npm/%40scope/name@1.0.0",),
        ),
        Product("repository:pumps", "pumps"),
    ),
    vulnerabilities=(
        Vulnerability(
            id="CVE-2021-23337",
            kind="vulnerability",
            level="high",
            aliases=("GHSA-35jh-r3h4-6jhm",),
            summary="Command injection.",
            published=NOW,
            modified=NOW,
            score=7.2,
            vector="CVSS:3.1/AV:N/AC:L/PR:H/UI:N/S:U/C:H/I:H/A:H",
            links=("https://example.org/advisory", "javascript:alert(1)", "https://ex ample/"),
            affected=(
                Affected(
                    "pkg:npm/lodash@4.17.20",
                    "lodash",
                    "4.17.20",
                    "4.17.21",
                    ("repository:wells",),
                ),
            ),
            statement=Statement(
                "not_affected", "Templates are ours.", LATER, "https://example.org"
            ),
        ),
        Vulnerability(
            id="CVE-2021-23337",
            kind="vulnerability",
            level="unknown",
            affected=(
                Affected("pkg:npm/lodash@4.17.20", "lodash", "4.17.20", "", ("repository:pumps",)),
            ),
        ),
    ),
    looked=(
        Looked("npm", 2, is_looked_up=True, records=10, as_of=NOW),
        Looked("PyPI", 1, is_looked_up=False, records=0, as_of=None),
    ),
    unread=2,
)
