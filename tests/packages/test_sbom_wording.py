# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What SBOMs say: places, needs, answers, what is not known, licences."""

import json
import re
from collections.abc import Callable

import msgspec
import pytest

from commonweal.formats.spdx.flags import is_deprecated, known_ids
from commonweal.packages.sboms import (
    Product,
    Sbom,
    Stated,
    declared_licence,
    usual_name,
    write_cyclonedx,
    write_cyclonedx_vex,
    write_openvex,
    write_spdx,
)
from tests.packages.made_sboms import FULL, component, sbom


def test_components_say_where_they_are_named_and_how_they_are_needed() -> None:
    found = {case["bom-ref"]: case for case in json.loads(write_cyclonedx(FULL))["components"]}

    assert found["pkg:npm/%40scope/name@1.0.0"] == {
        "type": "library",
        "bom-ref": "pkg:npm/%40scope/name@1.0.0",
        "name": "name",
        "group": "@scope",
        "version": "1.0.0",
        "scope": "required",
        "purl": "pkg:npm/%40scope/name@1.0.0",
        "evidence": {
            "occurrences": [
                {"location": "package-lock.json", "line": 12, "additionalContext": "wells"},
                {"location": "package.json", "additionalContext": "pumps"},
            ]
        },
        "properties": [
            {"name": "commonweal:direct", "value": "true"},
            {"name": "commonweal:needed", "value": "runtime"},
            {"name": "commonweal:requirement", "value": "^1.0"},
        ],
    }
    assert {one["name"]: (one["type"], one["scope"]) for one in found.values()} == {
        "name": ("library", "required"),
        "lodash": ("library", "required"),
        "python": ("container", "required"),
        "checkout": ("library", "excluded"),
        "requests": ("library", "excluded"),
        "extra": ("library", "optional"),
    }


def test_of_one_advisory_each_answer_stands_apart() -> None:
    first, second = json.loads(write_cyclonedx(FULL))["vulnerabilities"]

    assert first["analysis"] == {
        "state": "not_affected",
        "detail": "Templates are ours.",
        "lastUpdated": "2026-02-03T04:05:06Z",
    }
    assert first["ratings"] == [
        {
            "score": 7.2,
            "severity": "high",
            "method": "CVSSv31",
            "vector": "CVSS:3.1/AV:N/AC:L/PR:H/UI:N/S:U/C:H/I:H/A:H",
        }
    ]
    assert first["recommendation"] == "Upgrade lodash 4.17.20 to 4.17.21."
    assert first["advisories"] == [{"url": "https://example.org/advisory"}]
    assert "analysis" not in second
    assert second["recommendation"] == "No version of lodash is known to mend it."


def test_what_is_not_known_is_said_in_every_form() -> None:
    bom, spdx = json.loads(write_cyclonedx(FULL)), json.loads(write_spdx(FULL))
    said = [
        "Package files that could not be read: 2.",
        "Components without a version in any file: 1. No advisory was looked up for these.",
        "Components that only a commit names: 1. Advisories on versions say nothing about these.",
        "npm: advisories on components with a version (2) were looked up in 10 records "
        "up to 2026-01-01.",
        "PyPI: advisories on components with a version (1) were not looked up.",
    ]

    told = [one["value"] for one in bom["metadata"]["properties"]]
    assert told == ["2", "0", "1", "0", *said]
    assert spdx["comment"] == " ".join(("Made from the files of repositories.", *said))
    assert bom["compositions"][0]["aggregate"] == "incomplete"
    assert spdx["relationships"][-1]["relatedSpdxElement"] == "NOASSERTION"


def test_a_bill_without_known_gaps_never_claims_to_be_complete() -> None:
    one = sbom(component("npm", "a", "1"))

    assert json.loads(write_cyclonedx(one))["compositions"][0]["aggregate"] == "unknown"


def test_vex_has_what_was_answered_and_leads_to_the_bill() -> None:
    bom, vex = json.loads(write_cyclonedx(FULL)), json.loads(write_cyclonedx_vex(FULL))

    serial = bom["serialNumber"].removeprefix("urn:uuid:")
    assert vex["serialNumber"] != bom["serialNumber"]
    assert vex["metadata"]["timestamp"] > bom["metadata"]["timestamp"]
    assert [one["affects"] for one in vex["vulnerabilities"]] == [
        [
            {
                "ref": f"urn:cdx:{serial}/3#pkg:npm/lodash@4.17.20",
                "versions": [{"version": "4.17.20", "status": "affected"}],
            }
        ]
    ]


def test_openvex_says_what_was_answered() -> None:
    document = json.loads(write_openvex(FULL))

    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", document.pop("@id"))
    assert document == {
        "@context": "https://openvex.dev/ns/v0.2.0",
        "author": "Water",
        "timestamp": "2026-02-03T04:05:06Z",
        "version": 3,
        "tooling": "commonweal 1",
        "statements": [
            {
                "vulnerability": {
                    "name": "CVE-2021-23337",
                    "description": "Command injection.",
                    "aliases": ["GHSA-35jh-r3h4-6jhm"],
                },
                "timestamp": "2026-02-03T04:05:06Z",
                "products": [
                    {
                        "@id": "pkg:github/city/wells",
                        "identifiers": {"purl": "pkg:github/city/wells"},
                        "subcomponents": [
                            {
                                "@id": "pkg:npm/lodash@4.17.20",
                                "identifiers": {"purl": "pkg:npm/lodash@4.17.20"},
                            }
                        ],
                    }
                ],
                "status": "not_affected",
                "impact_statement": "Templates are ours.",
            }
        ],
    }


@pytest.mark.parametrize("write", [write_cyclonedx, write_cyclonedx_vex, write_spdx, write_openvex])
def test_the_same_is_written_twice(write: Callable[[Sbom], bytes]) -> None:
    assert write(FULL) == write(msgspec.structs.replace(FULL))


def test_identities_differ_between_forms_and_contents() -> None:
    apart = msgspec.structs.replace(FULL, has_development=False)
    serials = {
        json.loads(content)["serialNumber"]
        for one in (FULL, apart)
        for content in (write_cyclonedx(one), write_cyclonedx_vex(one))
    }
    spaces = {json.loads(write_spdx(one))["documentNamespace"] for one in (FULL, apart)}

    assert len(serials) == 4
    assert len(spaces) == 2


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ([("LICENSE", "MIT", "text", 1.0)], "MIT"),
        ([("LICENSE", "MIT", "text", 0.5)], ""),
        ([("LICENSE", "MIT", "text", 1.0), ("pyproject.toml", "MIT", "manifest", None)], "MIT"),
        ([("LICENSE", "MIT", "text", 1.0), ("package.json", "ISC", "manifest", None)], ""),
        ([("COPYING", "GPL-3.0", "text", 1.0)], ""),
        (
            [("COPYING", "GPL-3.0", "text", 1.0), ("a.toml", "GPL-3.0-or-later", "manifest", None)],
            "GPL-3.0-or-later",
        ),
        ([("LICENSE-MIT", "MIT", "text", 1.0), ("LICENSE-APACHE", "Apache-2.0", "text", 1.0)], ""),
        ([("vendor/LICENSE", "MIT", "text", 1.0), ("a.py", "MIT", "tag", None)], ""),
        ([("package.json", "Not-A-Licence", "manifest", None)], ""),
        ([], ""),
    ],
)
def test_a_licence_is_told_only_where_it_is_certain(
    stated: list[tuple[str, str, str, float | None]], expected: str
) -> None:
    assert declared_licence(Stated(*one) for one in stated) == expected


def test_every_licence_that_can_be_told_is_valid() -> None:
    for spdx in sorted(known_ids()):
        if not is_deprecated(spdx) and declared_licence([Stated("a", spdx, "manifest", None)]):
            product = Product("project:wells", "Wells", licence=spdx)
            one = write_cyclonedx(sbom(product=product))
            assert json.loads(one)["metadata"]["component"]["licenses"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (write_cyclonedx(FULL), "bom.json"),
        (write_spdx(FULL), "bill.spdx.json"),
        (b'\xef\xbb\xbf  {"components": [], "bomFormat" : "CycloneDX"}', "bom.json"),
        (b'<?xml version="1.0"?>\n<bom xmlns="http://cyclonedx.org/schema/bom/1.5"/>', "bom.xml"),
        (b"# made by hand\nSPDXVersion: SPDX-2.3\n", "bill.spdx"),
        (b'spdxVersion: "SPDX-2.3"\nname: x\n', "bill.spdx.yml"),
        (b'{"lockfileVersion": 3}', ""),
        (b'{"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld"}', ""),
        (b"<html></html>", ""),
        (b"\x00\xff" * 100, ""),
        (b"", ""),
    ],
)
def test_bills_are_known_by_what_they_hold(content: bytes, expected: str) -> None:
    assert usual_name(content) == expected
