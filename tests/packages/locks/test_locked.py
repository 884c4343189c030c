# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Lock files and bills of materials as needs, by package URL."""

import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.packages.catalogue.locks import is_lock_path, read_locked
from commonweal.packages.catalogue.readers import readers
from commonweal.packages.model import Need, PackagesRefused, purl_of, with_version

SHA = "0123456789abcdef0123456789abcdef01234567"
FILES = [
    (case["name"], case["content"])
    for table in ("links.toml", "../packages.toml")
    for case in tomllib.loads((Path(__file__).parent / table).read_text("utf-8"))["file"]
]

LOCKS = [
    "package-lock.json",
    "web/npm-shrinkwrap.json",
    "web/yarn.lock",
    "pnpm-lock.yaml",
    "bun.lock",
    "deno.lock",
    "Cargo.lock",
    "poetry.lock",
    "pdm.lock",
    "uv.lock",
    "pylock.dev.toml",
    "Pipfile.lock",
    "vendor/modules.txt",
    "a/vendor/modules.txt",
    "Gemfile.lock",
    "composer.lock",
    "gradle.lockfile",
    "gradle/verification-metadata.xml",
    "packages.lock.json",
    "mine.deps.json",
    "obj/project.assets.json",
    "Package.resolved",
    "Podfile.lock",
    "pubspec.lock",
    "mix.lock",
    "paket.lock",
    "conan.lock",
    "renv.lock",
    "cabal.project.freeze",
    "stack.yaml.lock",
    "Manifest.toml",
    "bom.json",
    "sbom/mine.cdx.xml",
    "mine.spdx.json",
]
OTHERS = [
    "package.json",
    "pyproject.toml",
    "requirements.txt",
    "requirements-dev.txt",
    "pom.xml",
    "mine.csproj",
    "Directory.Packages.props",
    "packages.config",
    "Cargo.toml",
    "go.mod",
    "libs.versions.toml",
    "paket.dependencies",
    "gleam.toml",
    "deno.json",
    "Project.toml",
    "META.json",
    "modules.txt",
    "docs/modules.txt",
    "vendor/modules.txt.bak",
    "README.md",
    "",
]


@pytest.mark.parametrize("path", LOCKS)
def test_the_path_of_a_lock_file_tells_it(path: str) -> None:
    assert is_lock_path(path)


@pytest.mark.parametrize("path", OTHERS)
def test_a_manifest_is_no_lock_file(path: str) -> None:
    assert not is_lock_path(path)
    assert read_locked(path, b"# a") is None


def test_a_file_that_only_has_the_name_is_none() -> None:
    assert read_locked("vendor/modules.txt", b"words\n") is None


def test_a_lock_file_gives_needs() -> None:
    content = f"""
{{"packages": {{
 "": {{"dependencies": {{"@s/a": "1", "b": "1"}}}},
 "node_modules/@s/a": {{"version": "1.0.0+x y", "dependencies": {{"b": "2", "c": "*"}}}},
 "node_modules/b": {{"version": "1.0.0", "dev": true}},
 "node_modules/@s/a/node_modules/b": {{"version": "2.0.0", "optional": true, "inBundle": true}},
 "node_modules/c": {{"version": "0.1.0", "resolved": "git+ssh://git@h.example/c.git#{SHA}"}},
 "node_modules/member": {{"resolved": "apps/member", "link": true}},
 "apps/member": {{"version": "1.0.0"}}}}}}"""

    assert read_locked("web/package-lock.json", content.encode()) == (
        "packagelockjson",
        (
            Need(
                "pkg:npm/%40s/a",
                "@s/a",
                version="1.0.0+x y",
                line=4,
                is_direct=True,
                requires=("pkg:npm/b@2.0.0", "pkg:npm/c@0.1.0"),
            ),
            Need(
                "pkg:npm/b",
                "b",
                version="1.0.0",
                line=5,
                scope="development",
                is_direct=True,
            ),
            Need(
                "pkg:npm/b",
                "b",
                version="2.0.0",
                line=6,
                scope="optional",
                is_direct=False,
            ),
            Need("pkg:npm/c", "c", version="0.1.0", commit=SHA, line=7, is_direct=False),
        ),
    )


def test_frameworks_of_a_file_are_one() -> None:
    content = b"""{"dependencies": {
 "net6": {"A": {"type": "Transitive", "resolved": "1"}, "B": {"type": "Direct", "resolved": "1"}},
 "net8": {"a": {"type": "Direct", "resolved": "1", "dependencies": {"B": "1"}},
          "B": {"type": "Direct", "resolved": "1"}}}}"""

    assert read_locked("packages.lock.json", content) == (
        "packageslockjson",
        (
            Need("pkg:nuget/a", "A", version="1", is_direct=True, requires=("pkg:nuget/b@1",)),
            Need("pkg:nuget/b", "B", version="1", is_direct=True),
        ),
    )


def test_what_packages_ask_for_is_not_what_is_locked() -> None:
    content = b"""{"targets": {"net8": {
 "A/1": {"type": "package", "dependencies": {"B": "1"}}, "B/2": {"type": "package"}}}}"""

    assert read_locked("project.assets.json", content) == (
        "projectassetsjson",
        (
            Need("pkg:nuget/a", "A", version="1", requires=("pkg:nuget/b@2",)),
            Need("pkg:nuget/b", "B", version="2"),
        ),
    )


def test_a_bill_of_materials_needs_not_itself() -> None:
    content = b"""{"metadata": {"component": {"bom-ref": "r", "purl": "pkg:maven/g/mine@1"}},
 "components": [
 {"bom-ref": "r", "name": "mine", "version": "1", "purl": "pkg:maven/g/mine@1"},
 {"bom-ref": "a", "name": "a", "version": "2", "purl": "pkg:maven/g/a@2"},
 {"bom-ref": "b", "name": "b", "version": "3", "cpe": "cpe:2.3:a:b:b:3"}],
 "dependencies": [{"ref": "r", "dependsOn": ["a"]}, {"ref": "a", "dependsOn": ["r", "b"]}]}"""

    assert read_locked("bom.json", content) == (
        "cdx",
        (
            Need("pkg:maven/g/a", "g:a", version="2", is_direct=True),
            # Nothing that is listed is left out: a CPE alone makes it known, if not identified.
            Need("pkg:generic/b", "b", version="3", is_direct=False),
        ),
    )


@pytest.mark.parametrize(
    ("path", "content", "purl"),
    [
        ("stack.yaml.lock", "hackage: a-b-1.0@sha", "pkg:hackage/a-b"),
        ("Podfile.lock", "PODS: [B/Part (1.0)]", "pkg:cocoapods/B"),
        ("gradle.lockfile", "g.h:a:1.0=x", "pkg:maven/g.h/a"),
        ("vendor/modules.txt", "# h.example/a v1.0.0\nh.example/a\n", "pkg:golang/h.example/a"),
        ("Pipfile.lock", '{"default": {"A_b": {"version": "==1.0"}}}', "pkg:pypi/a-b"),
    ],
)
def test_names_are_those_of_package_urls(path: str, content: str, purl: str) -> None:
    found = read_locked(path, content.encode())

    assert found is not None
    assert [one.purl for one in found[1]] == [purl]


@pytest.mark.parametrize(
    ("groups", "scope"),
    [
        ("[]", "runtime"),
        ('["main", "dev"]', "runtime"),
        ('["dev"]', "development"),
        ('["docs"]', "development"),
        ('["server"]', "optional"),
        ('["dev", "server"]', "optional"),
    ],
)
def test_groups_tell_the_scope(groups: str, scope: str) -> None:
    content = f'[[package]]\nname = "a"\nversion = "1"\ngroups = {groups}\n'

    found = read_locked("poetry.lock", content.encode())

    assert found is not None
    assert [one.scope for one in found[1]] == [scope]


@pytest.mark.parametrize(("key", "scope"), [("requires", "runtime"), ("build_requires", "build")])
def test_conan_tells_what_is_for_the_build(key: str, scope: str) -> None:
    found = read_locked("conan.lock", f'{{"{key}": ["a/1.0"]}}'.encode())

    assert found is not None
    assert [one.scope for one in found[1]] == [scope]


def test_a_checksum_is_no_commit() -> None:
    content = b'%{\n  "a": {:hex, :a, "1.0.0", "00", [:mix], [], "hexpm", "00"},\n}'

    found = read_locked("mix.lock", content)

    assert found == ("mixlock", (Need("pkg:hex/a", "a", version="1.0.0"),))


def test_lone_surrogates_can_be_stored() -> None:
    content = b'{"packages": {"node_modules/\\ud800": {"version": "\\udfff"}}}'

    found = read_locked("package-lock.json", content)

    assert found == ("packagelockjson", (Need(purl_of("npm", "?"), "?", version="?", line=1),))


@given(
    type_=st.sampled_from(["npm", "pypi", "oci", "huggingface", "golang", "deb", "cocoapods"]),
    version=st.one_of(st.from_regex(r"[A-Za-z0-9._-]{1,8}", fullmatch=True), st.text(max_size=5)),
)
def test_versions_are_written_as_package_urls_have_them(type_: str, version: str) -> None:
    components = [
        {"bom-ref": name, "purl": f"pkg:{type_}/{name}", "name": name, "version": version}
        for name in ("a", "b")
    ]
    links = [{"ref": "a", "dependsOn": ["b"]}]
    content = json.dumps({"components": components, "dependencies": links})

    found = read_locked("bom.json", content.encode())

    assert found is not None
    first, second = found[1]
    assert first.requires == (with_version(second.purl, second.version),)


def test_a_wrong_file_is_refused() -> None:
    with pytest.raises(PackagesRefused):
        read_locked("Cargo.lock", b"package = 1")


@given(data=st.data())
def test_nothing_else_is_raised_and_needs_name_needs(data: st.DataObject) -> None:
    name, content = data.draw(st.sampled_from(FILES))
    at = data.draw(st.integers(0, len(content)))
    length = data.draw(st.integers(0, 12))
    between = data.draw(
        st.sampled_from(["", "{", "[", "null", "1", '"', "\n", "@", "%", "/", "\\ud800", "é"])
    )
    changed = content[:at] + between + content[at + length :]
    path = f"vendor/{name}"

    try:
        found = read_locked(path, changed.encode())
    except PackagesRefused:
        return

    needs = found[1] if found else ()
    known = {purl for need in needs for purl in (need.purl, with_version(need.purl, need.version))}
    assert {purl for need in needs for purl in need.requires} <= known


@given(
    form=st.sampled_from(sorted(readers())),
    content=st.binary(max_size=200),
)
def test_no_bytes_raise(form: str, content: bytes) -> None:
    reader = readers()[form]
    for name in (*reader.names, *(f"a{ending}" for ending in reader.endings)):
        try:
            found = read_locked(f"vendor/{name}", content)
        except PackagesRefused:
            continue
        assert found is None or found[0] == form
