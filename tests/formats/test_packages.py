# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Package files: a small one of each format, and one for each way to be wrong."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.formats.judging import judge_of
from commonweal.formats.packages.catalogue import readers
from commonweal.formats.packages.commits import commit_of
from commonweal.formats.packages.judge import JUDGE, judge, judge_as
from commonweal.surfaces.cli import run

SHA = "0123456789abcdef0123456789abcdef01234567"

# Name of the file, its content, and `type name version commit line groups` of its packages.
FILES: dict[str, tuple[str, list[str]]] = {
    "package-lock.json": (
        f"""{{"lockfileVersion": 3, "packages": {{
  "": {{"name": "mine", "version": "9.9.9"}},
  "node_modules/left": {{"version": "1.0.0", "dev": true}},
  "node_modules/right/node_modules/left": {{"version": "1.0.0", "optional": true}},
  "node_modules/@a/b": {{"version": "2.0.0", "resolved": "git+ssh://git@host/b.git#{SHA}"}},
  "node_modules/other": {{"name": "real", "version": "3.0.0", "inBundle": true}}}}}}""",
        [
            "npm left 1.0.0 - 4 dev,optional",
            f"npm @a/b 2.0.0 {SHA} 5 -",
            "npm real 3.0.0 - 6 bundled",
        ],
    ),
    "npm-shrinkwrap.json": (
        """{"lockfileVersion": 1, "dependencies": {
  "a": {"version": "1.0.0", "dev": true,
        "dependencies": {"b": {"version": "2.0.0"}}},
  "c": {"version": "npm:@d/e@3.0.0"},
  "f": {"version": "file:../f"}}}""",
        [
            "npm a 1.0.0 - 2 dev",
            "npm @d/e 3.0.0 - 4 -",
            "npm f - - 5 -",
            "npm b 2.0.0 - 3 -",
        ],
    ),
    "package.json": (
        '{\n"name": "mine",\n"version": "1.0.0", "dependencies": {"a": "^1.0.0"}}',
        ["npm mine 1.0.0 - 2 -"],
    ),
    "yarn.lock": (
        f"""# yarn lockfile v1

"@a/b@^1.0.0", "@a/b@^1.1.0":
  version "1.1.0"
  resolved "https://host/b-1.1.0.tgz#abc"

short@npm:long@^2.0.0:
  version "2.0.1"

mine@git+https://host/mine.git:
  version "0.1.0"
  resolved "git+https://host/mine.git#{SHA}"

"root@workspace:.":
  version: 0.0.0-use.local
""",
        [
            "npm @a/b 1.1.0 - 3 -",
            "npm long 2.0.1 - 7 -",
            f"npm mine 0.1.0 {SHA} 10 -",
        ],
    ),
    "pnpm-lock.yaml": (
        f"""lockfileVersion: '6.0'
packages:
  /a@1.10.0:
    dev: true
  /@b/c@2.0.0(@d/e@1.0.0)(f@2.0.0): {{}}
  github.com/g/h/{SHA}:
    name: h
    version: 1.10
    resolution: {{tarball: 'https://codeload.github.com/g/h/tar.gz/{SHA}'}}
  file:../i: {{}}
""",
        ["npm a 1.10.0 - 3 dev", "npm @b/c 2.0.0 - 5 -", f"npm h 1.10 {SHA} 6 -"],
    ),
    "bun.lock": (
        f"""{{ // a comment with "quotes"
  "packages": {{
    "a": ["a@1.0.0", "", {{}}, "sha512-//not-a-comment",],
    "@b/c": ["@b/c@github:b/c#{SHA}", {{}}],
  }},
}}""",
        ["npm a 1.0.0 - 3 -", f"npm @b/c - {SHA} 4 -"],
    ),
    "deno.json": (
        """{"name": "@me/mine", "version": "1.0.0", "imports": {
  "a": "npm:@c/chalk@5.3",
  "b": "jsr:@std/assert@1.0.1/equals",
  "c": "./here.ts"}}""",
        ["npm @c/chalk 5.3.0 - 2 -", "jsr @std/assert 1.0.1 - 3 -"],
    ),
    "requirements-dev.txt": (
        """# comment
a==1.0 # another
b[extra] >= 2.0 ; python_version > "3"
c\\
==3.0 --hash=sha256:abc
-r other.txt
d!=1
e @ https://host/e.whl
f==${VERSION}
""",
        ["pypi a 1.0 - 2 -", "pypi b 2.0 - 3 -", "pypi c 3.0 - 4 -", "pypi d - - 7 -"],
    ),
    "pyproject.toml": (
        """[project]
dependencies = ["a >= 1.0", "b"]
optional-dependencies.more = ["c[x]==2.0; python_version > '3'"]
""",
        ["pypi a 1.0 - 0 -", "pypi b - - 0 -", "pypi c 2.0 - 0 -"],
    ),
    "Pipfile.lock": (
        """{
  "default": {
    "a": {"version": "==1.0"}},
  "develop": {
    "a": {"version": "==1.0"},
    "b": {"version": "==2.0"},
    "c": {"ref": "x"}}}""",
        ["pypi a 1.0 - 3 -", "pypi b 2.0 - 6 dev"],
    ),
    "poetry.lock": (
        f"""[[package]]
name = "a"
version = "1.0"
groups = ["main", "dev"]

[package.dependencies]
name = "not a package"

[[package]]
name = "b"
version = "2.0"
groups = ["dev"]
[package.source]
type = "git"
resolved_reference = "{SHA}"
""",
        ["pypi a 1.0 - 2 -", f"pypi b 2.0 {SHA} 10 dev"],
    ),
    "pdm.lock": (
        """[[package]]
name = "a"
version = "1.0"
groups = ["default", "dev"]
[[package]]
name = "b"
version = "2.0"
groups = ["more"]
""",
        ["pypi a 1.0 - 2 dev", "pypi b 2.0 - 6 optional"],
    ),
    "uv.lock": (
        f"""[[package]]
name = "a"
version = "1.0"
source = {{ git = "https://host/a?rev=main#{SHA}" }}
[[package]]
name = "mine"
version = "0.1"
source = {{ virtual = "." }}
[package.optional-dependencies]
more = [{{ name = "a" }}]
""",
        [f"pypi a 1.0 {SHA} 2 more"],
    ),
    "pylock.dev.toml": (
        """packages = [
  # an empty beginning
]
""",
        [],
    ),
    "pylock.toml": (
        f"""[[packages]]
name = "a"
version = "1.0"
[[packages]]
name = "mine"
directory = {{path = "."}}
[[packages]]
name = "b"
vcs = {{type = "git", commit-id = "{SHA}"}}
""",
        ["pypi a 1.0 - 2 -", f"pypi b - {SHA} 8 -"],
    ),
    "go.mod": (
        """module example.org/mine

go 1.22
require (
	example.org/a v1.0.0
	example.org/b v2.0.0+incompatible // indirect
)
replace example.org/a => "example.org/fork" v1.1.0
""",
        [
            "golang example.org/fork 1.1.0 - 8 -",
            "golang example.org/b 2.0.0+incompatible - 6 -",
            "golang stdlib 1.22 - 3 -",
        ],
    ),
    "modules.txt": (
        """# example.org/a v1.0.0
## explicit
example.org/a/part
# example.org/unused v1.0.0
## explicit
# example.org/b v0.1.0 => ../b
example.org/b
""",
        ["golang example.org/a 1.0.0 - 1 -", "golang example.org/b 0.1.0 - 6 -"],
    ),
    "Cargo.lock": (
        '[[package]]\nname = "a" # comment\nversion = "1.0.0"\n'
        '[[package]]\nname = "b"\nversion = "2"\n',
        ["cargo a 1.0.0 - 2 -", "cargo b 2 - 5 -"],
    ),
    "Cargo.toml": (
        f"""[package]
name = "mine"
version.workspace = true
[dependencies]
a = "1.0"
b = {{ git = "https://host/b", rev = "{SHA}" }}
c = {{ path = "../c" }}
""",
        ["cargo mine - - 0 -", "cargo a 1.0 - 0 -", f"cargo b - {SHA} 0 -"],
    ),
    "Gemfile.lock": (
        f"""GIT
  remote: https://host/a
  revision: {SHA}
  specs:
    a (1.0.0)!
      b (~> 1.0)

GEM
  specs:
    b (1.2.0-x86_64-linux)

DEPENDENCIES
    a
""",
        [f"gem a 1.0.0 {SHA} 5 -", "gem b 1.2.0 - 10 -"],
    ),
    "composer.lock": (
        f"""{{"packages": [
  {{"name": "a/b", "version": "v1.0.0", "dist": {{"reference": "{SHA}"}}}}],
 "packages-dev": [
  {{"name": "c/d", "version": "2.0.0", "dist": {{"reference": "2.0.0"}}}}]}}""",
        [f"composer a/b v1.0.0 {SHA} 2 -", "composer c/d 2.0.0 - 4 dev"],
    ),
    "pom.xml": (
        """<project xmlns="http://maven.apache.org/POM/4.0.0">
  <version>1.0</version>
  <properties><lib>2.0</lib></properties>
  <dependencyManagement><dependencies>
    <dependency><groupId>g</groupId><artifactId>managed</artifactId><version>3.0</version>
    </dependency></dependencies></dependencyManagement>
  <dependencies>
    <dependency><groupId>g</groupId><artifactId>a</artifactId><version>${lib}</version>
      <scope>test</scope></dependency>
    <dependency><groupId>g</groupId><artifactId>managed</artifactId></dependency>
    <dependency><groupId>g</groupId><artifactId>b</artifactId><version>[1.5,2)</version>
    </dependency>
    <dependency><groupId>g</groupId><artifactId>c</artifactId><version>${who}</version>
    </dependency>
  </dependencies>
</project>""",
        ["maven g:a 2.0 - 8 test", "maven g:managed 3.0 - 10 -", "maven g:b 1.5 - 11 -"],
    ),
    "gradle.lockfile": (
        "# comment\na:b:1.0=compileClasspath\nnonsense\nempty=other\n",
        ["maven a:b 1.0 - 2 -"],
    ),
    "verification-metadata.xml": (
        """<verification-metadata><!-- <component group="no"> --><components>
  <component group="g"
    name="a" version="1.0"/>
  <component group="g" name="b"/>
</components></verification-metadata>""",
        ["maven g:a 1.0 - 3 -", "maven g:b - - 0 -"],
    ),
    "libs.versions.toml": (
        """[versions]
a = "1.0"
[libraries]
one = { module = "g:a", version.ref = "a" }
two = "g:b:2.0"
three = { group = "g", name = "c", version = { strictly = "3.0" } }
four = { alias = "x" }
""",
        ["maven g:a 1.0 - 0 -", "maven g:b 2.0 - 0 -", "maven g:c 3.0 - 0 -"],
    ),
    "mine.csproj": (
        """<Project><ItemGroup><PackageReference Include="A" Version="1.0" />
<PackageReference Include="B"><Version>2.0</Version></PackageReference>
<PackageReference Include="C" /></ItemGroup></Project>""",
        ["nuget A 1.0 - 0 -", "nuget B 2.0 - 0 -"],
    ),
    "Directory.Packages.props": (
        '<Project><ItemGroup><PackageVersion Include="A" Version="1.0"/></ItemGroup></Project>',
        ["nuget A 1.0 - 0 -"],
    ),
    "packages.config": (
        '<packages><package id="A" version="1.0"/><package id="B"/></packages>',
        ["nuget A 1.0 - 0 -"],
    ),
    "packages.lock.json": (
        '{"dependencies": {"net8.0": {"A": {"type": "Direct", "resolved": "1.0"}}}}',
        ["nuget A 1.0 - 0 -"],
    ),
    "mine.deps.json": ('{"libraries": {"A/1.0": {}, "B": {}}}', ["nuget A 1.0 - 0 -"]),
    "project.assets.json": (
        """{"targets": {"net8.0": {"A/1.0": {"type": "package", "dependencies": {"B": "2.0"}}}},
"libraries": {"A/1.0": {"type": "package"}, "C/3.0": {"type": "project"}}}""",
        ["nuget A 1.0 - 0 -", "nuget B 2.0 - 0 -"],
    ),
    "paket.dependencies": (
        f"nuget A >= 1.0 // comment\nnuget B\ngithub c/d:{SHA} file.fs\ngithub e/f v1.0\n",
        [
            "nuget A 1.0 - 1 -",
            "nuget B - - 2 -",
            f"github c/d - {SHA} 3 -",
            "github e/f v1.0 - 4 -",
        ],
    ),
    "paket.lock": (
        f"""NUGET
  remote: https://host
    A (1.0)
      B (>= 2.0)
    B (2.0) - restriction: x
GITHUB
  remote: c/d
    src/file.fs ({SHA})
""",
        ["nuget A 1.0 - 0 -", "nuget B 2.0 - 0 -", f"github c/d - {SHA} 0 -"],
    ),
    "mix.lock": (
        f"""%{{
  "a": {{:hex, :a, "1.0.0", "{SHA}", [:mix], [], "hexpm", "x"}},
  "b": {{:git, "https://host/b.git", "{SHA}", []}},
}}
""",
        [f"hex a 1.0.0 {SHA} 0 -", f"hex b - {SHA} 0 -"],
    ),
    "gleam.toml": (
        '[dependencies]\na = ">= 1.0"\nb = { path = "../b" }\n[dev-dependencies]\n'
        'c = { git = "https://host/c", ref = "main" }',
        ["hex a >=_1.0 - 0 -", "hex c - main 0 -"],
    ),
    "pubspec.lock": (
        f"""packages:
  a:
    dependency: "direct dev"
    description: {{resolved-ref: "{SHA}"}}
    version: "1.10"
  b:
    dependency: transitive
    description: flutter
    version: 1.10
""",
        [f"pub a 1.10 {SHA} 0 dev", "pub b 1.10 - 0 -"],
    ),
    "conan.lock": (
        '{"version": "0.5", "requires": ["a/1.0@me/stable#abc%12.3", "no-name"], '
        '"build_requires": ["b/2.0#abc:pkg#rev"]}',
        ["conan a 1.0 - 0 requires", "conan b 2.0 - 0 build-requires"],
    ),
    "renv.lock": (
        '{"Packages": {"a": {"Package": "a", "Version": "1.0", "Repository": "CRAN"}, '
        '"b": {"Package": "b", "Version": "1.0", "Source": "GitHub"}}}',
        ["cran a 1.0 - 0 -"],
    ),
    "cabal.project.freeze": (
        "-- any.no ==1.0\nconstraints: any.a ==1.0,\n             any.b ==2.0.1,\n  c +flag\n",
        ["haskell a 1.0 - 0 -", "haskell b 2.0.1 - 0 -"],
    ),
    "stack.yaml.lock": (
        "packages:\n- completed:\n    hackage: a-b-1.0@sha256:abc,12\n- completed:\n",
        ["haskell a-b 1.0 - 0 -"],
    ),
    "Package.resolved": (
        '{"pins": [{"identity": "a", "location": "https://github.com/o/a.git", '
        '"state": {"version": "1.0"}}, {"identity": "b", "state": {"branch": "main"}}]}',
        ["swift github.com/o/a 1.0 - 0 -", "swift b - - 0 -"],
    ),
    "Podfile.lock": (
        "PODS:\n  - A (1.0):\n    - B (~> 1.0)\n  - B/Part (1.1)\n",
        ["cocoapods A 1.0 - 0 -", "cocoapods B/Part 1.1 - 0 -"],
    ),
    "Manifest.toml": (
        f"""manifest_format = "2.0"
[[deps.A]]
version = "1.0"
git-tree-sha1 = "{SHA}"
[[deps.Base]]
uuid = "x"
""",
        [f"julia A 1.0 {SHA} 0 -"],
    ),
    "Project.toml": ('name = "Mine"\nversion = "1.0"\n', ["julia Mine 1.0 - 0 -"]),
    "META.yml": (
        "---\ngenerated_by: me\nname: Mine\nversion: 1.10\n",
        ["cpan Mine 1.10 - 0 -"],
    ),
    "META.json": (
        '{"generated_by": "me", "name": "Mine", "version": "1.10"}',
        ["cpan Mine 1.10 - 0 -"],
    ),
    "bom.json": (
        """{"components": [
{"name": "a", "version": "1.0", "purl": "pkg:npm/a@1.0", "components": [
  {"name": "", "purl": "pkg:pypi/B_c@2.0?x=y"}]},
{"name": "c", "version": "3.0"}, {"name": "d", "cpe": "cpe:2.3:a:d"}]}""",
        ["npm a 1.0 - 0 -", "pypi b-c 2.0 - 0 -", "- d - - 0 -"],
    ),
    "mine.cdx.xml": (
        """<bom xmlns="http://cyclonedx.org/schema/bom/1.5"><components><component type="library">
<name>a</name><version>1.0</version><purl>pkg:npm/a@1.0</purl></component></components></bom>""",
        ["npm a 1.0 - 0 -"],
    ),
    "mine.spdx.json": (
        """{"spdxVersion": "SPDX-2.3", "packages": [
{"SPDXID": "SPDXRef-a", "name": "x", "externalRefs": [
  {"referenceType": "purl", "referenceLocator": "pkg:maven/g/a@1.0"}]},
{"SPDXID": "SPDXRef-b", "name": "b", "versionInfo": "2.0", "externalRefs": [
  {"referenceType": "other", "referenceLocator": "y"}]},
{"SPDXID": "SPDXRef-c", "name": "c"}],
"relationships": [{"spdxElementId": "SPDXRef-b", "relationshipType": "DESCENDANT_OF",
  "relatedSpdxElement": "SPDXRef-a"}]}""",
        ["maven a 1.0 - 0 -"],
    ),
    "mine.spdx": (
        """SPDXVersion: SPDX-2.3
PackageName: a
SPDXID: SPDXRef-a
PackageVersion: 1.0
PackageComment: <text>more
than one line</text>
ExternalRef: PACKAGE-MANAGER purl pkg:gem/a@1.0
""",
        ["gem a 1.0 - 0 -"],
    ),
}

# Whatever else is wrong with them, these say so: format, name, content.
WRONG = [
    ("packagelockjson", "package-lock.json", '{"packages": {"a": []}}'),
    ("packagelockjson", "package-lock.json", '{"packages": {"a": {"dev": "yes"}}}'),
    ("packagelockjson", "package-lock.json", "null"),
    ("packagelockjson", "package-lock.json", '{"packages": {"node_modules/a": {"ver'),
    ("yarnlock", "yarn.lock", '  version "1.0"\n'),
    ("pnpmlock", "pnpm-lock.yaml", "packages: {}\n"),
    ("pnpmlock", "pnpm-lock.yaml", "lockfileVersion: 5.4\npackages: {nowhere: {}}\n"),
    ("pnpmlock", "pnpm-lock.yaml", "lockfileVersion: .inf\n"),
    ("pnpmlock", "pnpm-lock.yaml", "lockfileVersion: 9\npackages: {a@1: {}, a@1: {}}\n"),
    ("bunlock", "bun.lock", '{"packages": {"a": []}}'),
    ("pyprojecttoml", "pyproject.toml", '[project]\ndependencies = "a"\n'),
    ("poetrylock", "poetry.lock", "[[package]]\nname = 1\n"),
    ("gomod", "go.mod", "require example.org/a 1.0\n"),
    ("gomod", "go.mod", "require (\nexample.org/a v1.0.0\n"),
    ("gomod", "go.mod", "replace a v1.0.0\n"),
    ("gomod", "go.mod", "go two\n"),
    ("cargotoml", "Cargo.toml", "[dependencies]\na = 1\n"),
    ("gemfilelock", "Gemfile.lock", "    a (1.0)\n"),
    ("pomxml", "pom.xml", "<html/>"),
    ("pomxml", "pom.xml", '<!DOCTYPE a [<!ENTITY b "c">]><project>&b;</project>'),
    ("csproj", "a.csproj", "<Projekt/>"),
    ("depsjson", "a.deps.json", "{}"),
    ("gleamtoml", "gleam.toml", "[dependencies]\na = 1\n"),
    ("pubspec", "pubspec.lock", ""),
    ("podfilelock", "Podfile.lock", "PODS: [A]\n"),
    ("podfilelock", "Podfile.lock", "PODS: [[A]]\n"),
    ("opam", "install", "nodot\n"),
    ("cdx", "bom.txt", "{}"),
    ("spdx", "a.spdx", "no tag\n"),
    ("spdx", "a.spdx", "SPDXVersion: SPDX-2.3\nExternalRef: short\n"),
    ("spdx", "a.spdx.json", "{}"),
    ("spdx", "a.spdx.rdf", "<a/>"),
    ("requirements", "requirements.txt", "a\0b"),
    ("no such format", "a", ""),
]


def told(answer: Any) -> list[str]:
    return [
        " ".join(
            (
                one["type"] or "-",
                one["name"],
                one["version"].replace(" ", "_") or "-",
                one["commit"] or "-",
                str(one["line"]),
                ",".join(one["groups"]) or "-",
            )
        )
        for one in answer["packages"]
    ]


@pytest.mark.parametrize("name", FILES)
def test_packages_are_those_of_the_file(name: str) -> None:
    content, expected = FILES[name]

    answer = judge(name, content.encode())

    assert (answer.get("error"), told(answer)) == (None, expected)


@pytest.mark.parametrize("name", FILES)
def test_files_are_recognised_by_their_names(name: str) -> None:
    start = FILES[name][0].encode()
    found = judge_of(name, start)

    assert found is JUDGE


def test_windows_lines_are_lines() -> None:
    content, expected = FILES["yarn.lock"]

    assert told(judge("yarn.lock", content.replace("\n", "\r\n").encode())) == expected


def test_every_format_has_a_file_here() -> None:
    tried = {judge(name, content.encode())["format"] for name, (content, _) in FILES.items()}

    assert set(readers()) - tried == {"opam"}


def test_a_list_of_opam_is_read_where_it_is_asked_for() -> None:
    answer = judge_as("install", b"a.1.0 installed\n# b.2.0\n", "opam")

    assert told(answer) == ["opam a 1.0 - 0 -"]


@pytest.mark.parametrize(("form", "name", "content"), WRONG)
def test_a_wrong_file_is_refused(form: str, name: str, content: str) -> None:
    answer = judge_as(name, content.encode(), form)

    assert answer["error"]
    assert (answer["ok"], answer["packages"]) == (False, [])


def test_other_judges_keep_their_files() -> None:
    kinds = {
        "publiccode.yml": "publiccode",
        "codemeta.json": "codemeta",
        "CITATION.cff": "cff",
        "LICENSE": "licence",
    }
    found = {name: judge_of(name, b"") for name in kinds}

    assert {name: one.kind for name, one in found.items() if one} == kinds


@pytest.mark.parametrize(
    ("address", "commit"),
    [
        (f"git+ssh://git@host/a.git#{SHA}", SHA),
        (f"a@git://host/a#{SHA}", SHA),
        (f"https://host/a.git#{SHA}", SHA),
        (f"https://host/a.tgz#{SHA}", ""),
        (f"https://codeload.github.com/o/a/tar.gz/{SHA}", SHA),
        (f"a@https://host/a.git#commit={SHA}", SHA),
        ("github:o/a#main", "main"),
        ("https://github.com/o/a?ref=v1", "v1"),
        ("https://github.com/o/a#v1.0", "v1.0"),
        ("https://[broken", ""),
        ("#", ""),
    ],
)
def test_the_commit_is_in_the_address(address: str, commit: str) -> None:
    assert commit_of(address) == commit


def test_the_command_takes_a_format(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    tmp_path.joinpath("odd.txt").write_text('[[package]]\nname = "a"\nversion = "1"\n')

    assert run(["check", "--json", "--format", "cargolock", "odd.txt"]) == 0
    package = {"type": "cargo", "name": "a", "version": "1", "commit": "", "line": 2, "groups": []}
    assert json.loads(capfd.readouterr().out) == {
        "file": "odd.txt",
        "kind": "packages",
        "ok": True,
        "format": "cargolock",
        "packages": [package],
    }
    assert run(["check", "--format", "gomod", "odd.txt"]) == 3
    assert run(["check", "--format", "poem", "odd.txt"]) == 2
    assert run(["check", "--as", "cff", "--format", "cargolock", "odd.txt"]) == 2


@given(form=st.sampled_from(sorted(readers())), content=st.binary(max_size=300))
def test_no_bytes_raise(form: str, content: bytes) -> None:
    for name in ("a.json", "a.cdx.json", "a.cdx.xml", "a.spdx", "a.yml"):
        answer = judge_as(name, content, form)

        assert answer["ok"] is ("error" not in answer)


@given(data=st.data())
def test_no_changed_file_raises(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(FILES)))
    content = FILES[name][0]
    at = data.draw(st.integers(0, len(content)))
    length = data.draw(st.integers(0, 40))
    between = data.draw(st.sampled_from(["", "{", "[", "null", "1", '"', "\n", ":", "<a>", "}"]))
    changed = (content[:at] + between + content[at + length :]).encode()
    form = judge(name, content.encode())["format"]

    answer = judge_as(name, changed, form)

    assert answer["ok"] is ("error" not in answer)
