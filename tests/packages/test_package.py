# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A manifest makes a package, or it does not."""

import pytest

from commonweal.packages.catalogue.manifests import manifest_of


@pytest.mark.parametrize(
    ("path", "text", "package"),
    [
        ("package.json", '{"name": "a", "version": "1"}', ("npm", "a", 1)),
        ("composer.json", '{"name": "a/b"}', ("packagist", "a/b", 1)),
        ("pyproject.toml", '[tool.poetry]\nname = "a"', ("pypi", "a", 2)),
        ("setup.py", "from s import setup\nsetup(name='a')", ("pypi", "a", 2)),
        ("setup.cfg", "[metadata]\nname = a", ("pypi", "a", 2)),
        ("Cargo.toml", '[package]\nname = "a"', ("cargo", "a", 2)),
        ("go.mod", "module example.org/a", ("go", "example.org/a", 1)),
        ("a.gemspec", "spec.name = 'a'", ("rubygems", "a", 1)),
        ("DESCRIPTION", "Package: a", ("cran", "a", 1)),
        ("Project.toml", 'name = "A"\nuuid = "u"', ("julia", "A", 1)),
        ("build.gradle", "plugins { id 'maven-publish' }", ("maven", "", 1)),
        (
            "pom.xml",
            "<project><parent>\n<groupId>g</groupId><artifactId>p</artifactId>\n</parent>\n"
            "<artifactId>a</artifactId></project>",
            ("maven", "g:a", 4),
        ),
    ],
)
def test_a_manifest_makes_a_package(path: str, text: str, package: tuple[str, str, int]) -> None:
    manifest = manifest_of(path, text)

    assert manifest.package is not None
    assert (manifest.ecosystem, manifest.package.name, manifest.package.line) == package


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("package.json", '{"name": "a", "version": "1", "private": true}'),
        ("package.json", "[" * 2000),
        ("pyproject.toml", "[tool.ruff]"),
        ("Cargo.toml", "[workspace]"),
        ("Cargo.toml", '[package]\nname = "a"\npublish = false'),
        ("pubspec.yaml", "name: a\npublish_to: none"),
        ("setup.py", "print()"),
        ("pom.xml", "<parent>" * 30_000),
        ("notes.txt", "name: a"),
    ],
)
def test_a_manifest_of_tools_or_a_private_one_makes_none(path: str, text: str) -> None:
    assert manifest_of(path, text).package is None
