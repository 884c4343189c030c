# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""SBOMs: valid by the schemas, read back as they were, honest about what lacks."""

import functools
import json

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from hypothesis import example, given, settings
from hypothesis import strategies as st
from spdx_tools.spdx.parser.jsonlikedict.json_like_dict_parser import JsonLikeDictParser
from spdx_tools.spdx.validation.document_validator import validate_full_spdx_document

from commonweal.packages.catalogue.locks import read_locked
from commonweal.packages.model.purl import purl_of, repository_purl, with_version
from commonweal.packages.sboms import (
    Affected,
    Component,
    Place,
    Product,
    Sbom,
    Statement,
    Vulnerability,
    write_cyclonedx,
    write_cyclonedx_vex,
    write_openvex,
    write_spdx,
)
from tests.packages.made_sboms import FULL, NOW, component, sbom

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


@functools.cache
def validator() -> JsonStrictValidator:
    return JsonStrictValidator(SchemaVersion.V1_6)


def cyclonedx_faults(content: bytes) -> object:
    return validator().validate_str(content.decode())


def spdx_faults(content: bytes) -> list[str]:
    document = JsonLikeDictParser().parse(json.loads(content))  # type: ignore[no-untyped-call]  # has no types
    return [one.validation_message for one in validate_full_spdx_document(document)]


def faults(one: Sbom) -> list[object]:
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


def keys(one: Sbom) -> set[tuple[str, str]]:
    return {(each.purl, each.version) for each in one.components}


def unique(components: list[Component]) -> tuple[Component, ...]:
    return tuple({one.reference: one for one in components}.values())


def test_everything_a_bill_can_say_is_valid() -> None:
    assert faults(FULL) == []


def test_every_ecosystem_is_valid_and_read_back() -> None:
    one = sbom(*(component(*each, is_direct=True) for each in EVERYWHERE))

    assert faults(one) == []
    assert read_back("bom.json", write_cyclonedx(one)) == keys(one)
    assert read_back("wells.spdx.json", write_spdx(one)) == keys(one)


def test_no_component_at_all_is_valid() -> None:
    one = sbom()

    assert faults(one) == []
    assert read_back("bom.json", write_cyclonedx(one)) == set()
    assert read_back("wells.spdx.json", write_spdx(one)) == set()


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_valid_and_stay_what_they_are(text: str) -> None:
    affected = Affected("pkg:npm/a@1", text, text, text, ("project:wells",))
    one = sbom(
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
    one = sbom(*unique(found))

    assert faults(one) == []


PLAIN = st.text(st.characters(codec="utf-8", exclude_categories=["Z", "C"]), min_size=1)
USUAL = st.from_regex(r"[A-Za-z][A-Za-z0-9_.-]{0,30}[A-Za-z0-9]", fullmatch=True)
SCOPED = st.sampled_from(["npm", "pypi", "cargo", "gem", "nuget", "hex", "pub", "golang"])


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(SCOPED, USUAL, PLAIN | st.just("")), max_size=8))
def test_our_readers_give_back_what_was_written(packages: list[tuple[str, str, str]]) -> None:
    one = sbom(*unique([component(type_, name, version) for type_, name, version in packages]))

    assert read_back("bom.json", write_cyclonedx(one)) == keys(one)
    assert read_back("wells.spdx.json", write_spdx(one)) == keys(one)


def test_readers_give_back_what_needs_what() -> None:
    for name, content in (("bom.json", write_cyclonedx(FULL)), ("a.spdx.json", write_spdx(FULL))):
        found = read_locked(name, content)
        assert found is not None
        wanted = {one.purl: one.requires for one in found[1] if one.requires}
        assert wanted["pkg:npm/%40scope/name"] == ("pkg:npm/lodash@4.17.20",)


def test_a_repository_of_any_forge_is_read_back() -> None:
    addresses = ("https://github.com/a/b", "https://gitlab.com/a/b/c", "https://git.example/a/b")
    one = sbom(
        *(
            Component(with_version(purl, "v1"), purl, "v1")
            for purl in map(repository_purl, addresses)
        )
    )

    assert read_back("bom.json", write_cyclonedx(one)) == keys(one)
    assert read_back("wells.spdx.json", write_spdx(one)) == keys(one)
