# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What packages of a lock file require, and what the project itself asks for."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.packages.catalogue.judge import judge, read_packages
from commonweal.packages.catalogue.readers import reader_of, readers
from commonweal.packages.ecosystems.javascript.npm_tree import Folders, found_in
from commonweal.packages.model.package import Package, PackagesRefused

TABLES = ("links.toml", "../packages.toml")
FILES: dict[str, dict[str, Any]] = {
    case.get("title", case["name"]): case
    for table in TABLES
    for case in tomllib.loads((Path(__file__).parent / table).read_text("utf-8"))["file"]
}
LINKED = [title for title, one in FILES.items() if "title" in one]
DIRECT = {True: "direct", False: "indirect", None: "?"}


def told(package: Package) -> str:
    marks = [DIRECT[package.is_direct]]
    marks += ["own"] * package.is_own + ["demand"] * package.is_demand
    return " ".join([f"{package.label} {' '.join(marks)}:", *package.requires])


def read(name: str, content: bytes) -> tuple[Package, ...]:
    reader = reader_of(name, content[:4096])
    assert reader is not None
    return read_packages(reader, name, content)


@pytest.mark.parametrize("title", LINKED)
def test_packages_require_packages(title: str) -> None:
    file = FILES[title]

    packages = read(file["name"], file["content"].encode())

    assert [told(one) for one in packages] == file["packages"]


def test_check_tells_links_too() -> None:
    content = b'{"packages": {"": {"dependencies": {"a": ""}}, "node_modules/a": {"version": "1"}}}'

    assert judge("package-lock.json", content)["packages"] == [
        {
            "type": "npm",
            "name": "a",
            "version": "1",
            "requirement": "",
            "commit": "",
            "line": 1,
            "groups": [],
            "is_direct": True,
            "requires": [],
        }
    ]


def test_a_name_means_the_nearest_folder() -> None:
    folders = Folders(
        {"node_modules/a": "outer", "apps/node_modules/a": "middle", "apps/b/node_modules/a": "in"}
    )

    paths = ("", "node_modules/x", "apps/c", "apps/b", "apps/b/node_modules/@s/t", "x" * 5000)
    found = ["".join(found_in(folders.visible_from(path), ["a"])) for path in paths]

    assert found == ["outer", "outer", "middle", "in", "in", ""]


def test_a_reference_is_of_one_component() -> None:
    """Else a small file of many components and many links would give their product."""
    components = ",".join(['{"bom-ref":"r","purl":"pkg:npm/a@1"}'] * 2)
    content = f'{{"components":[{components}],"dependencies":[{{"ref":"r","dependsOn":["r"]}}]}}'

    packages = read("bom.json", content.encode())

    assert [told(one) for one in packages] == ["a@1 ?: a@1", "a@1 ?:"]


def test_many_names_in_many_folders_cost_little() -> None:
    names = {f"n{at}": "" for at in range(100_000)}
    level: dict[str, Any] = {"version": "1", "requires": names}
    for at in range(45):
        level = {"version": "1", "dependencies": {f"d{at}": level}}
    content = json.dumps({"dependencies": {"a": level}}).encode()

    packages = read("package-lock.json", content)

    assert {one.requires for one in packages} == {()}


@pytest.mark.parametrize(
    "form", sorted(reader.format for reader in readers().values() if reader.is_lock)
)
def test_every_lock_file_is_tried(form: str) -> None:
    tried = {
        found.format
        for one in FILES.values()
        if (found := reader_of(one["name"], one["content"].encode()))
    }

    assert form in tried


@given(data=st.data())
def test_only_packages_of_the_file_are_required(data: st.DataObject) -> None:
    file = FILES[data.draw(st.sampled_from(sorted(FILES)))]
    content = file["content"]
    for _ in range(data.draw(st.integers(0, 3))):
        at = data.draw(st.integers(0, len(content)))
        length = data.draw(st.integers(0, 12))
        other = data.draw(st.integers(0, len(content)))
        between = data.draw(
            st.one_of(
                st.just(content[other : other + length]),
                st.sampled_from(["", "{", "[", "null", "1", '"', "\n", ":", "@", " ", "[]"]),
            )
        )
        content = content[:at] + between + content[at + length :]
    reader = reader_of(file["name"], file["content"].encode())
    assert reader is not None

    try:
        packages = read_packages(reader, file["name"], content.encode())
    except PackagesRefused:
        return

    known = {(one.type, label) for one in packages for label in (one.label, one.whole_name)}
    assert {(one.type, label) for one in packages for label in one.requires} <= known
