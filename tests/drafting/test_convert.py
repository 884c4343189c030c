# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A citation in every format it can be written in."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.core.problem import InputMalformed
from commonweal.formats.cff.convert import conversion, conversions
from commonweal.formats.cff.read import read_citation

CITATION = read_citation(b"""\
cff-version: 1.3.0
message: Please cite.
title: Letterbox
authors:
  - {name-particle: van, family-names: Byron, given-names: Ada Mary, affiliation: Post,
     orcid: "https://orcid.org/0000-0002-1825-0097"}
  - {name: The Post}
  - {alias: stamp}
contributors: [{given-names: Bo}]
date-released: 2024-03-01
version: 1.10
license: MIT
keywords: [letters, post]
doi: 10.5281/zenodo.1
identifiers: [{type: doi, value: 10.5281/zenodo.2, relation: IsPartOf}]
repository-code: https://example.org/code
""")


def converted(name: str) -> str:
    return conversion(name)(CITATION)


def test_every_format_is_found_by_its_module() -> None:
    assert conversions() == (
        "apalike", "bibtex", "codemeta", "endnote", "ris", "schemaorg", "zenodo",
    )  # fmt: skip


def test_apalike() -> None:
    assert converted("apalike") == (
        "van Byron A.M., The Post, and stamp (2024). Letterbox (version 1.10)."
        " DOI: 10.5281/zenodo.2 URL: https://example.org/code\n"
    )


def test_bibtex() -> None:
    assert converted("bibtex").splitlines() == [
        "@misc{YourReferenceHere,",
        "author = {van Byron, Ada Mary and {The Post} and {stamp}},",
        "doi = {10.5281/zenodo.2},",
        "month = {3},",
        "title = {Letterbox},",
        "url = {https://example.org/code},",
        "year = {2024}",
        "}",
    ]


def test_endnote() -> None:
    assert converted("endnote").splitlines() == [
        "%0 Generic", "%A van Byron, Ada Mary", "%A The Post", "%A stamp", "%D 2024",
        "%K letters", "%K post", "%R 10.5281/zenodo.2", "%T Letterbox",
        "%U https://example.org/code",
    ]  # fmt: skip


def test_ris() -> None:
    assert converted("ris").splitlines() == [
        "TY  - GEN", "AU  - van Byron, Ada Mary", "AU  - The Post", "AU  - stamp",
        "DA  - 2024-03-01", "DO  - 10.5281/zenodo.2", "KW  - letters", "KW  - post",
        "PY  - 2024", "TI  - Letterbox", "UR  - https://example.org/code", "ER",
    ]  # fmt: skip


def test_schemaorg_and_codemeta_differ_in_their_context_only() -> None:
    schema, codemeta = (json.loads(converted(name)) for name in ("schemaorg", "codemeta"))

    assert schema.pop("@context") == "https://schema.org"
    assert codemeta.pop("@context") == "https://doi.org/10.5063/schema/codemeta-2.0"
    assert schema == codemeta
    assert schema["license"] == "https://spdx.org/licenses/MIT"
    assert schema["author"] == [
        {
            "@id": "https://orcid.org/0000-0002-1825-0097",
            "@type": "Person",
            "affiliation": {"@type": "Organization", "name": "Post"},
            "familyName": "van Byron",
            "givenName": "Ada Mary",
        },
        {"@type": "Organization", "name": "The Post"},
        {"@type": "Person", "alternateName": "stamp"},
    ]


def test_the_page_is_not_the_code_where_there_is_another() -> None:
    both = {**CITATION, "repository-artifact": "https://example.org/package"}

    assert json.loads(conversion("schemaorg")(both))["url"] == "https://example.org/package"
    assert json.loads(converted("schemaorg"))["url"] == "https://example.org/code"


def test_zenodo() -> None:
    assert json.loads(converted("zenodo")) == {
        "contributors": [{"name": "Bo", "type": "Other"}],
        "creators": [
            {"affiliation": "Post", "name": "van Byron, Ada Mary", "orcid": "0000-0002-1825-0097"},
            {"name": "The Post"},
            {"name": "stamp"},
        ],
        "keywords": ["letters", "post"],
        "license": {"id": "MIT"},
        "publication_date": "2024-03-01",
        "related_identifiers": [
            {"identifier": "10.5281/zenodo.2", "relation": "isPartOf", "scheme": "doi"},
            {"identifier": "10.5281/zenodo.1", "relation": "isSupplementedBy", "scheme": "doi"},
            {
                "identifier": "https://example.org/code",
                "relation": "isSupplementedBy",
                "scheme": "url",
            },
        ],
        "title": "Letterbox",
        "upload_type": "software",
        "version": "1.10",
    }


@pytest.mark.parametrize("content", [b"[", b"- a", b"title: x", b"\xff"])
def test_what_is_no_citation_is_a_problem(content: bytes) -> None:
    with pytest.raises(InputMalformed):
        read_citation(content)


ODD = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=4)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["type", "value", "name", "relation"]), inner, max_size=3),
    ),
    max_leaves=6,
)


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(CITATION)), ODD), st.sampled_from(conversions()))
def test_wrong_values_are_left_out_of_every_format(values: dict[str, object], name: str) -> None:
    assert conversion(name)(values).endswith("\n")
