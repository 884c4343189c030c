# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Bills of materials: valid by the schemas, read back as they were, honest about what lacks."""

import functools
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from hypothesis import example, given, settings
from hypothesis import strategies as st
from spdx_tools.spdx.parser.jsonlikedict.json_like_dict_parser import JsonLikeDictParser
from spdx_tools.spdx.validation.document_validator import validate_full_spdx_document

from commonweal.formats.bom import (
    Affected,
    Bill,
    Component,
    Looked,
    Place,
    Product,
    Stated,
    Statement,
    Vulnerability,
    declared_licence,
    usual_name,
    write_cyclonedx,
    write_cyclonedx_vex,
    write_openvex,
    write_spdx,
)
from commonweal.formats.dependencies.locked import read_locked
from commonweal.formats.dependencies.purl import purl_of, repository_purl, with_version
from commonweal.formats.spdx.flags import is_deprecated, known_ids

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
HOSTILE = (
    "a\x00b\x1b[31m\x7f",
    "\u202etxt.exe\u2066",
    "x" * 10_000,
    "</script><script>alert(1)</script>",
    'quote"s & back\\slash',
    "name with spaces",
    "per%cent#hash?query@at",
    "ünïcödé-包",
    "line\nbreak\r\ttab",
)
EVERYWHERE = (
    ("bitbucket", "owner/name", "1.0"),
    ("cargo", "serde", "1.0.200"),
    ("cocoapods", "Alamofire", "5.9.1"),
    ("composer", "symfony/http-kernel", "v6.4.0"),
    ("conan", "zlib", "1.3"),
    ("conda", "numpy", "1.26.4"),
    ("cpan", "Moose", "2.2207"),
    ("cran", "dplyr", "1.1.4"),
    ("docker", "ghcr.io/owner/image", "sha256:" + 64 * "a"),
    ("gem", "rails", "7.1.3"),
    ("generic", "helm/redis", "19.0.0"),
    ("github", "actions/checkout", 40 * "b"),
    ("gitlab", "group/sub/name", "v1"),
    ("golang", "github.com/Owner/name/v2", "v2.0.1+incompatible"),
    ("hackage", "aeson", "2.2.1.0"),
    ("hex", "phoenix", "1.7.11"),
    ("huggingface", "org/model", "main"),
    ("julia", "DataFrames", "1.6.1"),
    ("maven", "org.apache.logging.log4j:log4j-core", "2.17.1"),
    ("npm", "@scope/name", "1.0.0-rc.1+build.5"),
    ("npm", "lodash", "4.17.21"),
    ("nuget", "Newtonsoft.Json", "13.0.3"),
    ("opam", "dune", "3.14.0"),
    ("pub", "http", "1.2.1"),
    ("pypi", "ruamel.yaml", "0.18.6"),
    ("pypi", "zope.interface", "1!2.0.post1"),
    ("swift", "github.com/apple/swift-nio", "2.65.0"),
)


def component(type_: str, name: str, version: str = "", **more: Any) -> Component:
    purl = purl_of(type_, name)
    return Component(with_version(purl, version), purl, version, **more)


def bill(*components: Component, **more: Any) -> Bill:
    """A bill of a project that asks for all of its components itself."""
    direct = tuple(one.reference for one in components if one.is_direct)
    product = Product("project:wells", "Wells", purl="pkg:github/city/wells", direct=direct)
    return Bill(
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


@functools.cache
def validator() -> JsonStrictValidator:
    return JsonStrictValidator(SchemaVersion.V1_6)


def cyclonedx_faults(content: bytes) -> object:
    return validator().validate_str(content.decode())


def spdx_faults(content: bytes) -> list[str]:
    document = JsonLikeDictParser().parse(json.loads(content))  # type: ignore[no-untyped-call]  # has no types
    return [one.validation_message for one in validate_full_spdx_document(document)]


def faults(one: Bill) -> list[object]:
    """What the validators of both formats complain of."""
    found = [
        cyclonedx_faults(write_cyclonedx(one)),
        cyclonedx_faults(write_cyclonedx_vex(one)),
        *spdx_faults(write_spdx(one)),
    ]
    return [each for each in found if each is not None]


def read_back(name: str, content: bytes) -> set[tuple[str, str]]:
    found = read_locked(name, content)
    assert found is not None
    return {(one.purl, one.version) for one in found[1]}


def keys(one: Bill) -> set[tuple[str, str]]:
    return {(each.purl, each.version) for each in one.components}


def unique(components: list[Component]) -> tuple[Component, ...]:
    return tuple({one.reference: one for one in components}.values())


FULL = bill(
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
            statement=Statement("not_affected", "Templates are ours.", NOW, "https://example.org"),
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


def test_everything_a_bill_can_say_is_valid() -> None:
    assert faults(FULL) == []


def test_every_ecosystem_is_valid_and_read_back() -> None:
    one = bill(*(component(*each, is_direct=True) for each in EVERYWHERE))

    assert faults(one) == []
    assert read_back("bom.json", write_cyclonedx(one)) == keys(one)
    assert read_back("wells.spdx.json", write_spdx(one)) == keys(one)


def test_no_component_at_all_is_valid() -> None:
    one = bill()

    assert faults(one) == []
    assert read_back("bom.json", write_cyclonedx(one)) == set()
    assert read_back("wells.spdx.json", write_spdx(one)) == set()


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_valid_and_stay_what_they_are(text: str) -> None:
    affected = Affected("pkg:npm/a@1", text, text, text, ("project:wells",))
    one = bill(
        component("npm", "a", "1"),
        component("npm", text, "1", requirements=(text,), places=(Place(text, text, 1),)),
        component("npm", "b", text, is_direct=True),
        product=Product("project:wells", text, version=text, commit=text, address=text),
        office=text,
        vulnerabilities=(
            Vulnerability(
                id=text,
                kind=text,
                level="low",
                affected=(affected,),
                aliases=(text,),
                summary=text,
                vector=text,
                links=(text, f"https://example.org/{text}"),
                statement=Statement("affected", text, NOW, text),
            ),
        ),
    )

    assert faults(one) == []
    assert text in json.loads(write_cyclonedx(one))["metadata"]["component"]["name"]
    assert json.loads(write_openvex(one))["author"] == text


NAMES = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=60
)
TYPES = st.sampled_from(sorted({type_ for type_, *_ in EVERYWHERE}))


@settings(max_examples=60, deadline=None)
@example([("npm", "a", "\r")])
@given(st.lists(st.tuples(TYPES, NAMES, NAMES | st.just("")), max_size=6))
def test_whatever_packages_are_called_the_bill_is_valid(
    packages: list[tuple[str, str, str]],
) -> None:
    found = [component(*each, is_direct=True) for each in packages if purl_of(*each[:2])]
    one = bill(*unique(found))

    assert faults(one) == []


PLAIN = st.text(st.characters(codec="utf-8", exclude_categories=["Z", "C"]), min_size=1)
USUAL = st.from_regex(r"[A-Za-z][A-Za-z0-9_.-]{0,30}[A-Za-z0-9]", fullmatch=True)
SCOPED = st.sampled_from(["npm", "pypi", "cargo", "gem", "nuget", "hex", "pub", "golang"])


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(SCOPED, USUAL, PLAIN | st.just("")), max_size=8))
def test_our_readers_give_back_what_was_written(packages: list[tuple[str, str, str]]) -> None:
    one = bill(*unique([component(type_, name, version) for type_, name, version in packages]))

    assert read_back("bom.json", write_cyclonedx(one)) == keys(one)
    assert read_back("wells.spdx.json", write_spdx(one)) == keys(one)


def test_readers_give_back_what_needs_what() -> None:
    for name, content in (("bom.json", write_cyclonedx(FULL)), ("a.spdx.json", write_spdx(FULL))):
        found = read_locked(name, content)
        assert found is not None
        wanted = {one.purl: one.requires for one in found[1] if one.requires}
        assert wanted["pkg:npm/%40scope/name"] == ("pkg:npm/lodash@4.17.20",)


def test_components_say_where_they_are_named_and_how_they_are_needed() -> None:
    found = {one["bom-ref"]: one for one in json.loads(write_cyclonedx(FULL))["components"]}

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
        "lastUpdated": "2026-01-01T12:00:00Z",
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
        "Components that no file gives a version: 1. No advisory was looked up for these.",
        "Components that only a commit names: 1. Advisories on versions say nothing about these.",
        "npm: advisories on components with a version (2) were looked up in 10 records "
        "up to 2026-01-01.",
        "PyPI: advisories on components with a version (1) were not looked up.",
    ]

    told = [one["value"] for one in bom["metadata"]["properties"]]
    assert told == ["2", "0", "1", *said]
    assert spdx["comment"] == " ".join(("Made from the files of repositories.", *said))
    assert bom["compositions"][0]["aggregate"] == "incomplete"
    assert spdx["relationships"][-1]["relatedSpdxElement"] == "NOASSERTION"


def test_a_bill_without_known_gaps_never_claims_to_be_complete() -> None:
    one = bill(component("npm", "a", "1"))

    assert json.loads(write_cyclonedx(one))["compositions"][0]["aggregate"] == "unknown"


def test_vex_has_what_was_answered_and_leads_to_the_bill() -> None:
    bom, vex = json.loads(write_cyclonedx(FULL)), json.loads(write_cyclonedx_vex(FULL))

    serial = bom["serialNumber"].removeprefix("urn:uuid:")
    assert vex["serialNumber"] != bom["serialNumber"]
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
        "timestamp": "2026-01-01T12:00:00Z",
        "version": 3,
        "tooling": "commonweal 1",
        "statements": [
            {
                "vulnerability": {
                    "name": "CVE-2021-23337",
                    "description": "Command injection.",
                    "aliases": ["GHSA-35jh-r3h4-6jhm"],
                },
                "timestamp": "2026-01-01T12:00:00Z",
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
def test_the_same_is_written_twice(write: Callable[[Bill], bytes]) -> None:
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
            one = write_cyclonedx(bill(product=product))
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


def test_a_repository_of_any_forge_is_read_back() -> None:
    addresses = ("https://github.com/a/b", "https://gitlab.com/a/b/c", "https://git.example/a/b")
    one = bill(
        *(
            Component(with_version(purl, "v1"), purl, "v1")
            for purl in map(repository_purl, addresses)
        )
    )

    assert read_back("bom.json", write_cyclonedx(one)) == keys(one)
    assert read_back("wells.spdx.json", write_spdx(one)) == keys(one)
