# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A manifest makes a package, or it does not."""

import pytest

from commonweal.packages.declared import Package, package_of


@pytest.mark.parametrize(
    ("path", "text", "package"),
    [
        ("package.json", '{"name": "a", "version": "1"}', Package("npm", "a", 1)),
        ("composer.json", '{"name": "a/b"}', Package("packagist", "a/b", 1)),
        ("pyproject.toml", '[tool.poetry]\nname = "a"', Package("pypi", "a", 2)),
        ("setup.py", "from s import setup\nsetup(name='a')", Package("pypi", "a", 2)),
        ("setup.cfg", "[metadata]\nname = a", Package("pypi", "a", 2)),
        ("Cargo.toml", '[package]\nname = "a"', Package("cargo", "a", 2)),
        ("go.mod", "module example.org/a", Package("go", "example.org/a", 1)),
        ("a.gemspec", "spec.name = 'a'", Package("rubygems", "a", 1)),
        ("DESCRIPTION", "Package: a", Package("cran", "a", 1)),
        ("Project.toml", 'name = "A"\nuuid = "u"', Package("julia", "A", 1)),
        ("build.gradle", "plugins { id 'maven-publish' }", Package("maven", "", 1)),
        (
            "pom.xml",
            "<parent>\n<artifactId>p</artifactId>\n</parent>\n<artifactId>a</artifactId>",
            Package("maven", "a", 4),
        ),
    ],
)
def test_a_manifest_makes_a_package(path: str, text: str, package: Package) -> None:
    assert package_of(path, text) == package


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
    assert package_of(path, text) is None
