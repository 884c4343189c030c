# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What a path alone tells: kind, language, and whether its text is evidence."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.sources.tree.documents import document_kind, document_kinds
from commonweal.sources.tree.kinds import Classified, classify, kinds
from commonweal.sources.tree.languages import interpreter_language, languages


@pytest.mark.parametrize(
    ("path", "kind", "language"),
    [
        ("src/a.py", "code", "Python"),
        ("a/B.JAVA", "code", "Java"),
        ("resources/views/a.blade.php", "code", "PHP"),
        ("a.d.ts", "code", "TypeScript"),
        ("style.scss", "code", "Sass"),
        ("index.html", "code", "HTML"),
        ("Dockerfile.dev", "code", "Dockerfile"),
        ("Dockerfile", "build", "Dockerfile"),
        ("Makefile", "build", "Makefile"),
        ("src/Makefile.am", "build", "Makefile"),
        ("src/config.h.in", "code", "C"),
        ("MANIFEST.in", "build", None),
        ("pom.xml", "build", "XML"),
        ("app/App.csproj", "build", "XML"),
        ("go.sum", "generated", None),
        ("web/package-lock.json", "generated", "JSON"),
        ("api/x.pb.go", "generated", "Go"),
        ("js/app.min.js", "generated", "JavaScript"),
        ("vendor/a/b.go", "vendored", "Go"),
        ("third_party/README.md", "vendored", "Markdown"),
        (".github/workflows/ci.yml", "ci", "YAML"),
        (".forgejo/workflows/ci.yml", "ci", "YAML"),
        (".gitlab-ci.yml", "ci", "YAML"),
        ("Jenkinsfile", "ci", "Groovy"),
        (".woodpecker/a.yaml", "ci", "YAML"),
        ("tests/a.py", "test", "Python"),
        ("src/test/java/A.java", "test", "Java"),
        ("pkg/a_test.go", "test", "Go"),
        ("src/a.spec.ts", "test", "TypeScript"),
        ("src/FooTest.java", "test", "Java"),
        ("src/main/java/org/wells/JwsSpec.java", "code", "Java"),
        ("core/src/main/kotlin/CryptoCoreSpec.kt", "code", "Kotlin"),
        ("core/src/mainframe/JwsSpec.java", "test", "Java"),
        ("src/test/java/JwsSpec.java", "test", "Java"),
        ("src/test/projects/a/src/main/java/A.java", "test", "Java"),
        ("src/Contest.java", "code", "Java"),
        ("src/latest.py", "code", "Python"),
        ("tests/data/a.json", "test", "JSON"),
        ("tests/README.md", "documentation", "Markdown"),
        ("locale/de/LC_MESSAGES/django.po", "translation", None),
        ("src/locales/fr.json", "translation", "JSON"),
        ("locale/tools.py", "code", "Python"),
        ("docs/a.md", "documentation", "Markdown"),
        ("docs/conf.py", "code", "Python"),
        ("docs/theme.css", "documentation", "CSS"),
        ("LICENSE", "documentation", None),
        ("man/x.1", "documentation", "Troff"),
        ("lib/libx.so.1", "other", None),
        ("release-1.2", "other", None),
        (".editorconfig", "configuration", "INI"),
        ("deploy/values.yaml", "configuration", "YAML"),
        ("tsconfig.json", "configuration", "JSON"),
        ("data/cities.csv", "data", "CSV"),
        ("data/cities.geojson", "data", "JSON"),
        ("x.png", "media", None),
        ("docs/x.svg", "media", None),
        ("x.jar", "binary", None),
        ("a/b/strange", "other", None),
        ("strange.xyzzy", "other", None),
        (".gitignore", "configuration", None),
    ],
)
def test_a_path_tells_kind_and_language(path: str, kind: str, language: str | None) -> None:
    assert classify(path) == Classified(kind, language)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("README", "readme"),
        ("readme.MD", "readme"),
        ("README.fr.md", "readme"),
        ("README_zh-CN.md", "readme"),
        (".github/README.md", "readme"),
        ("docs/README.md", "readme"),
        ("src/README.md", None),
        ("README.py", None),
        ("LICENSE", "licence"),
        ("LICENCE.txt", "licence"),
        ("COPYING.LESSER", "licence"),
        ("LICENSE-MIT", "licence"),
        ("UNLICENSE", "licence"),
        ("LICENSES/MIT.txt", "licence"),
        ("license.py", None),
        ("vendor/x/LICENSE", None),
        ("CONTRIBUTING.md", "contributing"),
        (".gitlab/CONTRIBUTING.md", "contributing"),
        ("CODE_OF_CONDUCT.md", "conduct"),
        ("code-of-conduct.rst", "conduct"),
        ("SECURITY.md", "security"),
        (".well-known/security.txt", "security"),
        ("GOVERNANCE.md", "governance"),
        ("CHANGELOG.rst", "changelog"),
        ("NEWS", "changelog"),
        ("docs/changelog.md", "changelog"),
        ("CITATION.cff", "citation"),
        ("publiccode.yml", "publiccode"),
        ("codemeta.json", "codemeta"),
        (".github/FUNDING.yml", "funding"),
        ("MAINTAINERS", "maintainers"),
        (".github/CODEOWNERS", "codeowners"),
        ("SUPPORT.md", "support"),
        ("ROADMAP.md", "roadmap"),
        ("ACCESSIBILITY.md", "accessibility"),
        ("PRIVACY.md", "privacy"),
        ("AUTHORS", "authors"),
        ("mkdocs.yml", "docs_index"),
        ("docs/index.rst", "docs_index"),
        ("docs/deep/index.rst", None),
        ("doc/legal/licensing.rst", "contribution_terms"),
        ("docs/legal/security.md", "security"),
        ("docs/legal/LICENSE.txt", "licence"),
        ("doc/legal/logo.svg", None),
        ("docs/a/b/contributing.md", "contribution_terms"),
        ("src/a/contributing.md", None),
        (".github/PULL_REQUEST_TEMPLATE.md", "contribution_terms"),
        (".github/dependabot.yml", "dependency_update"),
        ("renovate.json", "dependency_update"),
        ("MODEL_CARD.md", "model_card"),
        ("DATASHEET.md", "data_card"),
        ("REUSE.toml", "reuse"),
        (".reuse/dep5", "reuse"),
        ("bom.json", "sbom"),
        ("release/app.cdx.json", "sbom"),
        ("app.spdx.json", "spdx"),
        (".github/workflows/a.yml", "ci"),
        (".github/workflows/helper.py", None),
        (".gitlab-ci.yml", "ci"),
        (".circleci/config.yml", "ci"),
        (".woodpecker.yml", "ci"),
        (".forgejo/workflows/a.yaml", "ci"),
        ("azure-pipelines.yml", "ci"),
        ("Jenkinsfile", "ci"),
        (".travis.yml", "ci"),
        ("pyproject.toml", "manifest"),
        ("packages/a/package.json", "manifest"),
        ("tests/package.json", None),
        ("node_modules/x/package.json", None),
        ("requirements/dev.txt", "manifest"),
        ("x.gemspec", "manifest"),
        ("Cargo.lock", "lockfile"),
        ("web/yarn.lock", "lockfile"),
        ("go.sum", "lockfile"),
        ("src/main.py", None),
        ("", None),
        ("/", None),
        (".", None),
    ],
)
def test_documents_are_known_by_their_place_and_name(path: str, kind: str | None) -> None:
    assert document_kind(path) == kind


PIECES = st.sampled_from(
    ["a", ".", "/", "README", "test", "_", "-", "py", ".github/", "é", "\n", "LICENSE", "in", "1"]
)


@given(st.lists(PIECES, max_size=12).map("".join) | st.text(max_size=40))
def test_any_path_has_a_kind(path: str) -> None:
    assert classify(path).kind in {*kinds(), "code", "other"}
    assert document_kind(path) in {None, *document_kinds()}


@pytest.mark.parametrize("path", ["a" * 100_000, "." * 100_000, "a/" * 50_000, "_zh-cn" * 20_000])
def test_a_path_of_100_kb_takes_no_time(path: str) -> None:
    started = time.process_time()

    classify(path)
    document_kind(path)

    assert time.process_time() - started < 0.4


def test_the_lists_are_in_small_letters_and_say_nothing_twice() -> None:
    seen: set[str] = set()
    for name, language in languages().items():
        for word in (*language.extensions, *language.names, *language.interpreters):
            assert word == word.casefold(), (name, word)
    for field in ("extensions", "names"):
        for name, language in languages().items():
            for word in getattr(language, field):
                assert f"{field} {word}" not in seen, (name, word)
                seen.add(f"{field} {word}")
    for name, kind in kinds().items():
        for word in (*kind.names, *kind.suffixes, *kind.prefixes, *kind.folders):
            assert word == word.casefold(), (name, word)
    assert len(languages()) >= 100


@pytest.mark.parametrize(
    ("line", "language"),
    [
        (b"#!/usr/bin/python3", "Python"),
        (b"#!/usr/bin/env node", "JavaScript"),
        (b"#! /bin/sh -e", "Shell"),
        (b"#!/usr/bin/env -S FOO=1 ruby -w", "Ruby"),
        (b"#!/usr/bin/perl5.36", "Perl"),
        (b"#!/usr/bin/env", None),
        (b"#!", None),
        (b"#!\xff", None),
        (b"python", None),
    ],
)
def test_the_interpreter_line_tells_the_language(line: bytes, language: str | None) -> None:
    assert interpreter_language(line) == language
