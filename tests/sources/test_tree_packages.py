# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Which package files of a tree speak for the repository, and what is kept of them."""

import json

import pytest

from commonweal.core.objects import MemoryObjects
from commonweal.sources.tree import collect_tree
from commonweal.sources.tree.packages import PackageBudget, PackageFile, package_rows

LOCK = b'{"name": "a", "lockfileVersion": 3, "packages": {"node_modules/x": {"version": "1.0.0"}}}'


def needed(files: dict[str, bytes]) -> list[tuple[str, str, str]]:
    rows = collect_tree(MemoryObjects(files), repository_id="r", head="").needed
    return [(row.path, row.purl, row.version) for row in rows]


def test_lock_files_and_manifests_are_read_side_by_side() -> None:
    manifest = b'{"name": "a", "dependencies": {"x": "^1.0"}}'

    found = needed({"package-lock.json": LOCK, "package.json": manifest})

    assert found == [
        ("package-lock.json", "pkg:npm/x", "1.0.0"),
        ("package.json", "pkg:npm/x", ""),
    ]


@pytest.mark.parametrize(
    "path",
    [
        "tests/fixtures/package-lock.json",
        "src/testdata/package-lock.json",
        "node_modules/y/package-lock.json",
        "third_party/y/package-lock.json",
        "static/bower/jquery/package-lock.json",
    ],
)
def test_what_lies_in_tests_and_among_copies_speaks_for_nobody(path: str) -> None:
    assert needed({path: LOCK}) == []


def test_an_application_below_a_folder_of_static_files_is_ones_own() -> None:
    assert needed({"static/app/package-lock.json": LOCK}) != []


def test_what_is_over_the_budget_is_told_and_not_read() -> None:
    files = {f"{n}/package-lock.json": LOCK for n in range(5)}
    reader = MemoryObjects(files)
    entries = [
        PackageFile(entry.path.decode(), entry.blob_id, entry.size)
        for entry in reader.tree_entries("")
    ]

    rows = package_rows(reader, "r", entries, budget=PackageBudget(files=3))

    assert {row.path for row in rows.needed} == {f"{n}/package-lock.json" for n in range(3)}
    [problem] = rows.problems
    assert "2 package files" in problem.what


def test_a_broken_file_is_a_problem_with_its_place_and_the_rest_is_read() -> None:
    rows = collect_tree(
        MemoryObjects({"a/package-lock.json": b'{\n"packages": [', "b/package-lock.json": LOCK}),
        repository_id="r",
        head="",
    )

    assert [row.path for row in rows.needed] == ["b/package-lock.json"]
    assert [(one.stage, one.place.partition(":")[0]) for one in rows.problems] == [
        ("packages", "a/package-lock.json")
    ]


def test_a_copy_of_a_package_tells_its_licence() -> None:
    """The manifest in a vendored folder asks for nothing, but it names a licence."""
    locked = {
        "": {},
        "node_modules/a": {"version": "1.0.0"},
        "node_modules/b": {"version": "2.0.0"},
    }
    copied = {"name": "a", "version": "1.0.0", "license": "MIT", "dependencies": {"c": "1"}}
    files = {
        "package-lock.json": json.dumps({"packages": locked}).encode(),
        "node_modules/a/package.json": json.dumps(copied).encode(),
        "node_modules/b/package.json": b'{"name": "b", "version": "1.0.0"}',
    }

    rows = collect_tree(MemoryObjects(files), repository_id="r", head="")

    assert [(row.purl, row.licence) for row in rows.needed] == [
        ("pkg:npm/a", "MIT"),
        ("pkg:npm/b", ""),
    ]


def test_a_list_that_another_one_takes_in_is_read_under_any_name() -> None:
    files = {"requirements.txt": b"-r deps.list\n-r gone.txt\n", "deps.list": b"six==1.16.0\n"}

    rows = collect_tree(MemoryObjects(files), repository_id="r", head="")

    assert [(row.path, row.purl, row.version) for row in rows.needed] == [
        ("deps.list", "pkg:pypi/six", "1.16.0")
    ]
    [problem] = rows.problems
    assert (problem.what, problem.place) == (
        "A package file is missing: it includes gone.txt, which is not in the repository.",
        "requirements.txt:2",
    )
    assert problem.fix.startswith("Commit it, if it should be there. If it is published elsewhere")
