# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A citation in every format it can be written in."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.core.problem import InputMalformed
from commonweal.drafting.converting import converted as drafted
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


def bibtex(more: str, authors: str = "[{name: The Post}]") -> str:
    head = "cff-version: 1.2.0\nmessage: Please cite.\n"
    content = f"{head}authors: {authors}\n{more}".encode()
    return conversion("bibtex")(read_citation(content))


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Wells & Pumps", r"Wells \& Pumps"),
        ("100% of well_depth #1, 5$", r"100\% of well\_depth \#1, 5\$"),
        ("~2^3", r"{\textasciitilde}2{\textasciicircum}3"),
        ("C:\\wells", r"C:{\textbackslash}wells"),
        ("a {pair}", r"a \{pair\}"),
        ("one } too many {", r"one {\textbraceright} too many {\textbraceleft}"),
        ("Brønde æ 日本", "Brønde æ 日本"),
    ],
)
def test_what_means_something_to_tex_is_escaped(title: str, expected: str) -> None:
    assert f"title = {{{expected}}}\n" in bibtex(f"title: {json.dumps(title)}\n")


@pytest.mark.parametrize(
    ("authors", "expected"),
    [
        ("{family-names: Beethoven, given-names: Ludwig, name-particle: van, name-suffix: Jr.}",
         "van Beethoven, Jr., Ludwig"),
        ("{family-names: Gates, name-suffix: III}", "Gates, III"),
        ("{family-names: 'Byron, Lady', given-names: Ada}", "{Byron, Lady}, Ada"),
        ("{family-names: Black and White, given-names: Ada}", "{Black and White}, Ada"),
        ("{family-names: Anderson, given-names: Ada}", "Anderson, Ada"),
        ("{name: Water & Co}", r"{Water \& Co}"),
    ],
)  # fmt: skip
def test_the_parts_of_a_name_are_those_of_bibtex(authors: str, expected: str) -> None:
    assert f"author = {{{expected}}},\n" in bibtex("title: T\n", f"[{authors}]")


def test_addresses_are_not_escaped() -> None:
    found = bibtex("title: T\nurl: 'https://example.org/a_b%20c{d}'\n")

    assert "url = {https://example.org/a_b%20c%7Bd%7D}" in found


PAPER = """\
title: Tool
preferred-citation:
  type: article
  title: The Paper
  authors: [{family-names: Byron, given-names: Ada}]
  journal: Wells Today
  volume: 3
  issue: 2
  start: 10
  end: 12
  year: 2020
  doi: 10.5281/zenodo.9
"""


def test_the_work_that_the_authors_prefer_is_cited() -> None:
    head = "cff-version: 1.2.0\nmessage: M\nauthors: [{name: X}]\n"
    citation = read_citation(f"{head}{PAPER}".encode())

    assert {name: conversion(name)(citation) for name in ("apalike", "bibtex", "ris")} == {
        "apalike": "Byron A. (2020). The Paper Wells Today. DOI: 10.5281/zenodo.9\n",
        "bibtex": (
            "@article{YourReferenceHere,\nauthor = {Byron, Ada},\ndoi = {10.5281/zenodo.9},\n"
            "journal = {Wells Today},\nnumber = {2},\npages = {10--12},\ntitle = {The Paper},\n"
            "volume = {3},\nyear = {2020}\n}\n"
        ),
        "ris": (
            "TY  - JOUR\nAU  - Byron, Ada\nDO  - 10.5281/zenodo.9\nIS  - 2\nJO  - Wells Today\n"
            "PY  - 2020\nSP  - 10-12\nTI  - The Paper\nVL  - 3\nER\n"
        ),
    }
    assert json.loads(conversion("codemeta")(citation))["name"] == "Tool"


def test_no_identifier_is_lost() -> None:
    swhid = f"swh:1:rev:{'0' * 40}"
    citation = read_citation(
        f"""\
cff-version: 1.2.0
message: M
title: T
authors: [{{name: X}}]
doi: 10.5281/zenodo.3
identifiers:
  - {{type: doi, value: 10.5281/zenodo.1}}
  - {{type: doi, value: 10.5281/zenodo.2}}
  - {{type: swh, value: "{swhid}"}}
  - {{type: other, value: "RRID:SCR_1"}}
  - {{type: url, value: "https://example.org/a"}}
  - {{type: url, value: "https://example.org/b"}}
""".encode()
    )

    found = json.loads(conversion("codemeta")(citation))

    dois = [f"https://doi.org/10.5281/zenodo.{number}" for number in (1, 2, 3)]
    assert found["identifier"] == [*dois, swhid, "RRID:SCR_1", "https://example.org/b"]
    assert found["url"] == "https://example.org/a"


def test_a_citation_that_is_not_valid_is_not_converted() -> None:
    text = "cff-version: 1.2.0\nmessage: M\ntitle: T\nkeywords: 3\n"

    with pytest.raises(InputMalformed) as refused:
        read_citation(text.encode())

    assert refused.value.what == (
        "this CITATION.cff is not valid, and is not converted:"
        " 'authors' is missing (line 1; and 1 more)"
    )


@pytest.mark.parametrize("target", ["code.json", "publiccode"])
def test_a_list_of_licences_is_a_choice(target: str) -> None:
    head = "cff-version: 1.2.0\nmessage: M\ntitle: T\nauthors: [{name: X}]\n"
    text = f"{head}license: [Apache-2.0, MIT]\n"

    found = drafted("cff", text, target).text

    if target == "publiccode":
        assert 'license: "Apache-2.0 OR MIT"' in found
    else:
        names = [one["name"] for one in json.loads(found)["permissions"]["licenses"]]
        assert names == ["Apache-2.0", "MIT"]


def test_that_a_file_is_not_valid_is_told_with_its_conversion() -> None:
    text = '{"@context": "https://w3id.org/codemeta/3.0", "name": "T", "nmae": "T"}'
    mend = "The given file is not valid: run `commonweal check` on it and mend it."

    assert drafted("codemeta", text, "cff").to_fill[0] == mend
    assert mend not in drafted("codemeta", text.replace(', "nmae": "T"', ""), "cff").to_fill


def test_every_doi_of_codemeta_is_in_the_citation() -> None:
    dois = ["https://doi.org/10.5281/zenodo.1", "https://doi.org/10.5281/zenodo.2"]
    text = json.dumps({"name": "T", "author": {"name": "X"}, "identifier": dois})

    citation = read_citation(drafted("codemeta", text, "cff").text.encode())

    assert (citation["doi"], citation["identifiers"]) == (
        "10.5281/zenodo.1",
        [{"type": "doi", "value": "10.5281/zenodo.2"}],
    )


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
