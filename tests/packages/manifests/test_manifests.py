# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Manifests: a small one of each family, each way to be wrong, and any text at all."""

import contextlib
import json
import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.packages.catalogue.manifests import (
    NEEDS_LIMIT,
    TEXT_LIMIT,
    is_manifest,
    read_manifest,
)
from commonweal.packages.catalogue.readers import manifest_readers
from commonweal.packages.model import Manifest, PackagesRefused, repository_purl

CASES: list[tuple[str, str, list[str]]] = [
    (case["path"], case["text"], case["expect"])
    for case in tomllib.loads(Path(__file__).with_name("manifests.toml").read_text("utf-8"))["case"]
]
PATHS = [path for path, _, _ in CASES]


def told(manifest: Manifest | None) -> list[str]:
    """Needs and provisions as the cases write them."""
    assert manifest is not None
    lines = []
    for need in manifest.needs:
        parts = [str(need.line), need.scope, need.purl]
        parts += [f"@{need.version}"] if need.version else []
        parts += [f"[{need.requirement}]"] if need.requirement else []
        parts += [f"#{need.commit}"] if need.commit else []
        parts += ["indirect"] if need.is_direct is False else []
        lines.append(" ".join(parts))
    for provide in manifest.provides:
        parts = [
            str(provide.line),
            "provides",
            provide.purl or f"({provide.name})",
            f"@{provide.version}" if provide.version else "",
        ]
        lines.append(" ".join(parts).rstrip())
    if manifest.lists_at:
        lines.append(f"{manifest.lists_at} lists")
    return lines


@pytest.mark.parametrize(("path", "text", "expected"), CASES, ids=PATHS)
def test_a_manifest_gives_its_needs_with_lines(path: str, text: str, expected: list[str]) -> None:
    assert told(read_manifest(path, text)) == expected


def test_every_reader_has_a_case() -> None:
    read = {name for name, one in manifest_readers().items() if any(map(one.recognises, PATHS))}

    assert read == set(manifest_readers())


@pytest.mark.parametrize("path", ["README.md", "main.py", "package-lock.json", "docs/gemfile.md"])
def test_other_files_are_no_manifests(path: str) -> None:
    assert read_manifest(path, "x") is None
    assert not is_manifest(path)


@pytest.mark.parametrize(("path", "text", "_"), CASES, ids=PATHS)
def test_line_ends_of_windows_change_nothing(path: str, text: str, _: list[str]) -> None:
    windows = read_manifest(path, text.replace("\n", "\r\n"))

    assert told(windows) == told(read_manifest(path, text))


@pytest.mark.parametrize(("path", "text", "_"), CASES, ids=PATHS)
def test_a_text_that_is_cut_off_gives_nothing_new(path: str, text: str, _: list[str]) -> None:
    """Wherever it ends, it is refused, or its lines are lines that the text has."""
    for end in range(0, len(text), 7):
        try:
            manifest = read_manifest(path, text[:end])
        except PackagesRefused:
            continue
        assert manifest is not None
        assert all(0 < need.line <= text.count("\n") + 1 for need in manifest.needs)


@pytest.mark.parametrize(
    ("path", "text", "line"),
    [
        ("package.json", '{"dependencies": 1}', 0),
        ("package.json", '{"dependencies": {"a": "1"', 1),
        ("package.json", "[]", 0),
        ("package.json", "", 1),
        ("composer.json", '{"require": ["a"]}', 0),
        ("pyproject.toml", "[project]\na = ", 2),
        ("pyproject.toml", "[project]\nname = 'a'\nname = 'b'\n", 3),
        ("pyproject.toml", "project = 1\n", 0),
        ("pyproject.toml", "[tool.poetry]\ndependencies = 'a'\n", 0),
        ("Cargo.toml", "[dependencies]\na = '1'\na = '2'\n", 3),
        ("Cargo.toml", "dependencies = true\n", 0),
        ("pom.xml", "<project><dependencies>", 1),
        ("pom.xml", "<html></html>", 1),
        ("pom.xml", '<!DOCTYPE a [<!ENTITY b "c">]><project/>', 1),
        ("App.csproj", "\n<Project", 2),
        ("go.mod", "module a\nrequire b\n", 2),
        ("docker-compose.yml", "a: [", 2),
        (".github/workflows/a.yml", "a: b: c", 1),
        (".gitlab-ci.yml", "- a", 1),
        ("environment.yml", "a: &x [*x, *x]\nb: *y\n", 1),
        ("galaxy.yml", "{" * 200, 1),
        ("deno.json", '{"imports": "x"}', 0),
    ],
)
def test_what_is_wrong_is_refused_with_its_line(path: str, text: str, line: int) -> None:
    with pytest.raises(PackagesRefused) as refused:
        read_manifest(path, text)

    assert refused.value.line == line


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("package.json", '{"dependencies": {"a b": "1", "..": "1", "ok": null}}', ["pkg:npm/ok"]),
        ("package.json", '{"dependencies": {"a": "1", "a": "2"}}', ["pkg:npm/a"]),
        ("package.json", '{"dependencies": {"a": "\\ud800"}}', ["pkg:npm/a"]),
        ("package.json", '{"name": ["x"], "dependencies": {"{{ cookie }}": "1"}}', []),
        (
            "pyproject.toml",
            "[project]\ndependencies = [1, '', '>=1', 'a b', 'c']\n",
            ["pkg:pypi/c"],
        ),
        ("pyproject.toml", "[project]\nname = 1\n", []),
        ("requirements.txt", "{{ name }}\n%s\n$a\n-\n[x]\na==\n", ["pkg:pypi/a"]),
        ("docker-compose.yml", "services:\n  - a\n", []),
        ("docker-compose.yml", "services:\n  a: b\n  c: {image: [x]}\n", []),
        ("Dockerfile", "FROM\nFROM a b\nFROM {{ image }}\nFROM ok\n", ["pkg:docker/ok"]),
        ("DESCRIPTION", "A folder of papers, with Imports: none\n", []),
        ("Project.toml", "[deps]\nname = 'no uuid'\n", []),
        ("package.yaml", "- a\n", []),
        ("requirements.yml", "- hosts: all\n", []),
        ("setup.py", "from setuptools import setup\nsetup(install_requires=[", []),
        ("setup.py", "install_requires = ['a']", []),
        (".pre-commit-config.yaml", "repos: {a: b}\n", []),
        ("action.yml", "runs: composite\n", []),
    ],
)
def test_what_makes_no_sense_is_passed_over(path: str, text: str, expected: list[str]) -> None:
    manifest = read_manifest(path, text)

    assert manifest is not None
    assert [need.purl for need in manifest.needs] == expected


def test_credentials_are_never_kept() -> None:
    addresses = ["https://user:secret@host.example/a.tgz", "git+https://user:secret@host.example/a"]
    text = json.dumps({"dependencies": dict(zip("ab", addresses, strict=True))})

    manifest = read_manifest("package.json", text)

    assert manifest is not None
    assert [need.purl for need in manifest.needs] == ["pkg:npm/a", "pkg:generic/host.example/a"]
    assert "secret" not in repr(manifest)


def test_too_much_is_refused() -> None:
    with pytest.raises(PackagesRefused):
        read_manifest("requirements.txt", "a" * (TEXT_LIMIT + 1))
    many = "".join(f"a{number}\n" for number in range(NEEDS_LIMIT + 1))
    with pytest.raises(PackagesRefused):
        read_manifest("requirements.txt", many)


HOSTILE = [
    piece * (100_000 // len(piece))
    for piece in (
        "a", "[", "(", "{", '"', "\\\n", " ", "a,", "\n", "a: ", "'a' ", "${a}", "ARG A=$A$A\n",
        "install_requires=[", "{deps, [", "depends: [\n", '.package(url: "a"', "gem 'a', ", "<a>",
        "-e git+", "if do\n", '{:a, "', "<!--", '"a" % "b" ', "FROM a AS b\n", "/*", 'url = "',
        "a=", "#", "\t", "a==", "[[a]]\n", "a.", "- a\n", "require (\n", "x = ['a']\n",
    )
]  # fmt: skip


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_hostile_texts_are_cheap(number: int) -> None:
    for path in PATHS:
        start = time.process_time()
        with contextlib.suppress(PackagesRefused):
            read_manifest(path, HOSTILE[number])
        assert time.process_time() - start < 4, path


# Words that the formats know, so that a random text gets further than the first line.
WORDS = sorted({word for _, text, _ in CASES for word in text.split()})
WORDS += ["\n", "\n  ", "\t", "\0"]


@settings(max_examples=300)
@given(
    path=st.sampled_from(PATHS),
    text=st.one_of(st.text(), st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)),
)
def test_any_text_is_read_or_refused(path: str, text: str) -> None:
    try:
        manifest = read_manifest(path, text)
    except PackagesRefused:
        return

    assert manifest is not None
    json.dumps(told(manifest)).encode("utf-8")


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from(WORDS[:200]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["a", "git", "path", "version", "name", "image"]), inner)
    ),
    max_leaves=12,
)
KEYS = [
    "name", "dependencies", "require", "imports", "services", "jobs", "repos", "runs", "include",
    "devDependencies", "collections", "roles", "tests", "version", "exports", "namespace",
]  # fmt: skip


@settings(max_examples=300)
@given(
    path=st.sampled_from([one for one in PATHS if one.endswith((".json", ".yml", ".yaml"))]),
    table=st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=4),
)
def test_values_of_any_type_are_read_or_refused(path: str, table: dict[str, object]) -> None:
    """JSON is YAML, so that one text serves both."""
    try:
        manifest = read_manifest(path, json.dumps(table))
    except PackagesRefused:
        return

    assert manifest is not None


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("ssh://git@github.com:Owner/Name.git", "pkg:github/owner/name"),
        ("ssh://git@host.example:22/owner/name", "pkg:generic/host.example/owner/name"),
        ("https://gitlab.com/group/sub/name/-/tree/main", "pkg:gitlab/group/sub/name"),
        ("https://gitlab.com/alone", ""),
        ("https://github.com/owner/name/tree/main", "pkg:github/owner/name"),
        ("../near.git", ""),
    ],
)
def test_a_repository_has_one_key(address: str, expected: str) -> None:
    assert repository_purl(address) == expected
