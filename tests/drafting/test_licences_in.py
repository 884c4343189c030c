# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Licences that manifests declare: what is understood, and what is left alone."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.drafting.metadata.crosswalk import licences_in

NAMES = (
    "pyproject.toml",
    "package.json",
    "Cargo.toml",
    "composer.json",
    "setup.cfg",
    "pom.xml",
    "DESCRIPTION",
    "x.gemspec",
    "x.cabal",
    "x.nuspec",
    "publiccode.yml",
    "CITATION.cff",
    "codemeta.json",
)


@pytest.mark.parametrize(
    ("path", "text", "ids"),
    [
        ("pyproject.toml", '[project]\nlicense = "MIT OR ISC"', ("ISC", "MIT")),
        ("pyproject.toml", '[project]\nlicense = { text = "Apache 2.0" }', ("Apache-2.0",)),
        ("pyproject.toml", '[project]\nlicense = { file = "LICENSE" }', ()),
        ("pyproject.toml", '[tool.poetry]\nlicense = "MIT"', ("MIT",)),
        (
            "pyproject.toml",
            '[project]\nclassifiers = ["License :: OSI Approved :: MIT License", "A :: B"]',
            ("MIT",),
        ),
        (
            "pyproject.toml",
            '[project]\nclassifiers = ["License :: OSI Approved :: BSD License"]',
            (),
        ),
        ("a/package.json", '{"license": "MIT"}', ("MIT",)),
        ("package.json", '{"license": {"type": "MIT"}}', ("MIT",)),
        ("package.json", '{"licenses": [{"type": "MIT"}, {"type": "ISC"}]}', ("ISC", "MIT")),
        ("package.json", '{"license": "UNLICENSED"}', ()),
        ("package.json", '{"license": 7, "licenses": {"a": []}}', ()),
        ("package.json", '["MIT"]', ()),
        ("Cargo.toml", '[package]\nlicense = "MIT/Apache-2.0"', ("Apache-2.0", "MIT")),
        ("Cargo.toml", '[workspace.package]\nlicense = "MIT"', ("MIT",)),
        ("composer.json", '{"license": ["LGPL-2.1-only", "MIT"]}', ("LGPL-2.1-only", "MIT")),
        ("codemeta.json", '{"license": "https://spdx.org/licenses/MIT"}', ("MIT",)),
        ("setup.cfg", "[metadata]\nlicense = MIT License\n", ("MIT",)),
        ("CITATION.cff", 'cff-version: 1.2.0\nlicense: "EUPL-1.2"\n', ("EUPL-1.2",)),
        ("publiccode.yml", "legal:\n  license: AGPL-3.0-or-later # x\n", ("AGPL-3.0-or-later",)),
        ("x.gemspec", 's.licenses = ["MIT"]', ("MIT",)),
        ("x.cabal", "name: x\nlicense: BSD-3-Clause\n", ("BSD-3-Clause",)),
        (
            "pom.xml",
            "<project><licenses><license>\n <name>The Apache License, Version 2.0</name>"
            "</license></licenses></project>",
            ("Apache-2.0",),
        ),
        (
            "x.nuspec",
            '<package><metadata><license type="expression">MIT</license></metadata></package>',
            ("MIT",),
        ),
        ("DESCRIPTION", "Package: x\nLicense: MIT + file LICENSE\n", ()),
        ("README.md", "license: MIT", ()),
        ("pyproject.toml", "not = [toml", ()),
        ("package.json", "[" * 100_000, ()),
    ],
)
def test_a_declared_licence_is_an_spdx_id_or_nothing(
    path: str, text: str, ids: tuple[str, ...]
) -> None:
    assert licences_in(path, text) == ids


@given(
    st.sampled_from(NAMES),
    st.lists(
        st.sampled_from(
            ["license", "=", ":", "MIT", '"', "{", "}", "[", "]", "\n", " ", "<name>", "project"]
        )
    ).map("".join)
    | st.text(max_size=80),
)
def test_any_text_under_any_name_gives_ids(path: str, text: str) -> None:
    ids = licences_in(path, text)

    assert list(ids) == sorted(set(ids))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "piece", ["license", "license = ", "<license>", "<license> ", " license: ", ".license=[", "\n"]
)
def test_a_hostile_manifest_takes_no_time(name: str, piece: str) -> None:
    text = piece * (250_000 // len(piece))
    started = time.process_time()

    licences_in(name, text)

    assert time.process_time() - started < 2.5
