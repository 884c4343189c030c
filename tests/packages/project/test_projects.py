# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Package files of one repository together: scopes, versions of sibling files, what is missing."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.packages.catalogue.locks import is_lock_path, read_lock
from commonweal.packages.catalogue.manifests import (
    is_manifest,
    read_manifest,
    read_requirements,
)
from commonweal.packages.model import SCOPES, Link, Managed, Manifest, Need, Scope
from commonweal.packages.project import LockFile, PackageFiles, linked_paths, resolve

CASES = tomllib.loads(Path(__file__).with_name("projects.toml").read_text("utf-8"))["case"]
DIRECT = {True: " direct", False: " indirect", None: ""}


def read(files: Mapping[str, str]) -> PackageFiles:
    """Read the files of a repository as the collector does."""
    locks: dict[str, LockFile] = {}
    manifests: dict[str, Manifest] = {}
    for path, text in files.items():
        lock = read_lock(path, text.encode()) if is_lock_path(path) else None
        manifest = read_manifest(path, text) if is_manifest(path) else None
        locks |= {path: lock} if lock else {}
        manifests |= {path: manifest} if manifest else {}
    while taken_in := linked_paths(manifests, files.keys()):
        manifests |= {path: read_requirements(path, files[path]) for path in taken_in}
    return resolve(locks, manifests, files.keys())


def told(found: PackageFiles) -> Iterator[str]:
    """Needs as the cases write them."""
    needs = {path: manifest.needs for path, manifest in found.manifests.items()}
    for path, listed in (*needs.items(), *((at, lock.needs) for at, lock in found.locks.items())):
        for need in listed:
            version = f"@{need.version}" if need.version else ""
            wanted = f" [{need.requirement}]" if need.requirement else ""
            direct = DIRECT[need.is_direct]
            yield f"{path} {need.scope} {need.purl}{version}{wanted}{direct}"
    for missing in found.missing:
        yield f"{missing.path}:{missing.line} misses {missing.names}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["title"]))
def test_package_files_are_read_together(case: Mapping[str, object]) -> None:
    files, expected = case["files"], case["expect"]
    assert isinstance(files, dict)
    assert isinstance(expected, list)
    found = read(files)

    provides = [
        f"{path} provides {provision.purl}@{provision.version}".removesuffix("@")
        for path, manifest in found.manifests.items()
        for provision in manifest.provides
    ]
    wanted = [line for line in expected if " provides " in line]
    assert sorted(told(found)) == sorted(line for line in expected if " provides " not in line)
    assert sorted(line for line in provides if wanted) == sorted(wanted)


NAMES = st.sampled_from("abcdef")


@given(
    st.dictionaries(NAMES, st.lists(NAMES, max_size=3), min_size=1),
    st.dictionaries(NAMES, st.sampled_from(SCOPES[:4]), max_size=4),
)
def test_a_scope_is_the_first_in_which_a_package_is_reached(
    graph: dict[str, list[str]], asked: dict[str, Scope]
) -> None:
    """Held against a walk that asks for each package and scope by itself."""
    lock = LockFile(
        "x",
        tuple(
            Need(f"pkg:npm/{name}", name, "1", requires=tuple(f"pkg:npm/{one}@1" for one in needs))
            for name, needs in graph.items()
        ),
    )
    manifest = Manifest(
        tuple(Need(f"pkg:npm/{name}", name, scope=scope) for name, scope in asked.items()),
        ecosystem="npm",
        locks=("yarn.lock",),
    )

    found = resolve({"yarn.lock": lock}, {"package.json": manifest}, ())

    roots = {name: scope for name, scope in asked.items() if name in graph}
    for need in found.locks["yarn.lock"].needs:
        reached = [scope for name, scope in roots.items() if need.name in below(graph, name)]
        expected = next((scope for scope in SCOPES if scope in reached), "runtime")
        assert need.scope == expected, need.name
        assert need.is_direct == ((need.name in roots) if roots else None)


def below(graph: Mapping[str, list[str]], name: str) -> set[str]:
    found, waiting = set[str](), [name]
    while waiting:
        here = waiting.pop()
        if here not in found and here in graph:
            found.add(here)
            waiting += graph[here]
    return found


def test_files_that_take_each_other_in_come_to_an_end() -> None:
    needs = (Need("pkg:pypi/a", "a"),)
    manifests = {
        "a.txt": Manifest(needs, links=(Link("include", "b.txt"), Link("parent", "b.txt"))),
        "b.txt": Manifest(needs, links=(Link("include", "a.txt"), Link("parent", "a.txt"))),
    }

    found = resolve({}, manifests, ("a.txt", "b.txt"))

    assert [manifest.needs for manifest in found.manifests.values()] == [needs, needs]


@pytest.mark.parametrize("path", ["../../etc/passwd", "/etc/passwd", "..", "a/../../b"])
def test_what_leads_out_of_the_repository_is_not_followed(path: str) -> None:
    manifests = {"requirements.txt": Manifest(links=(Link("include", path, is_required=True),))}

    assert linked_paths(manifests, {"etc/passwd", "b", ""}) == frozenset()


def test_values_that_stand_for_each_other_come_to_an_end() -> None:
    need = Need("pkg:maven/a/b", "a:b", requirement="${x}")
    manifest = Manifest((need,), values=(("x", "${y}${y}"), ("y", "${x}${x}")))

    found = resolve({}, {"pom.xml": manifest}, ())

    assert found.manifests["pom.xml"].needs == (need,)


def test_a_key_that_no_workspace_has_stays_what_it_is() -> None:
    need = Need("pkg:cargo/a", "a", inherits="a")
    manifest = Manifest((need,), managed=(Managed("b", "pkg:cargo/c"),))

    found = resolve({}, {"a/Cargo.toml": manifest}, ())

    assert [each.purl for each in found.manifests["a/Cargo.toml"].needs] == ["pkg:cargo/a"]
