# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What is known of one package, and which packages have a page."""

import json
from collections.abc import Mapping

import pytest

from commonweal.insight import package_pages
from commonweal.insight.names import Named
from commonweal.insight.package_facts import (
    PackageFacts,
    RangeUse,
    VersionUse,
    Way,
    package_facts,
)
from commonweal.insight.package_pages import PackageName, packages_with_page
from commonweal.insight.registry_links import registry_address
from commonweal.insight.supply import supply_of
from tests.insight.given import Rows, given, repositories

LIB = "pkg:pypi/lib"


def need(repository: str, purl: str, **more: object) -> Mapping[str, object]:
    values = {"scope": "runtime", "path": "lock", "line": 1, "is_locked": True}
    name = purl.rpartition("/")[2]
    return {"repository_id": repository, "purl": purl, "name": name, **values, **more}


def manifest(repository: str, purl: str, asked: str) -> Mapping[str, object]:
    return need(
        repository, purl, path="pyproject.toml", line=7, requirement=asked, is_direct=True,
        is_locked=False,
    )  # fmt: skip


def facts_of(purl: str, *needed: Mapping[str, object], gateway: Rows = ()) -> PackageFacts:
    ids = sorted({str(row["repository_id"]) for row in needed})
    reading = given(repository=repositories(*ids), package_needed=needed, gateway=gateway)
    found = package_facts(reading, purl)
    assert found is not None
    return found


def test_locked_versions_and_ranges_stand_apart() -> None:
    found = facts_of(
        LIB,
        need("a", LIB, version="1.10.0", is_direct=True),
        manifest("a", LIB, ">=1"),
        need("b", LIB, version="1.9.0", is_direct=True),
        manifest("c", LIB, ">=1"),
        manifest("d", LIB, "~=2.0"),
    )

    assert found.versions == (
        VersionUse("1.9.0", is_locked=True, projects=1, advisories=0, address=""),
        VersionUse("1.10.0", is_locked=True, projects=1, advisories=0, address=""),
    )
    assert found.ranges == (
        RangeUse(">=1", projects=2, alone=1),
        RangeUse("~=2.0", projects=1, alone=1),
    )
    assert (found.projects, found.unversioned) == (4, 2)


def test_the_table_of_packages_counts_projects_without_a_version() -> None:
    reading = given(
        repository=repositories("a", "b", "c"),
        package_needed=[
            need("a", LIB, version="1.0"),
            manifest("b", LIB, ">=1"),
            manifest("c", LIB, "~=2.0"),
        ],
    )

    [row] = supply_of(reading).packages_of("portfolio")

    assert (row.versions, row.asked) == (("1.0",), (">=1", "~=2.0"))
    assert (row.projects, row.unversioned) == (3, 2)


def test_each_use_says_how_it_comes_in() -> None:
    found = facts_of(
        LIB,
        need("a", LIB, version="1.0", is_direct=True),
        need("b", LIB, version="1.0", is_direct=False, scope="development"),
        need("b", "pkg:pypi/top", version="3", is_direct=True, requires=[f"{LIB}@1.0"]),
        need("b", "pkg:pypi/other", version="3", is_direct=True, requires=[f"{LIB}@2.0"]),
        need("c", LIB, version="1.0", is_direct=False),
        need("d", LIB, version="1.0"),
        gateway=[
            {"repository_id": "c", "path": "lock", "purl": LIB, "version": "1.0",
             "gateway": "pkg:pypi/way"}
        ],
    )  # fmt: skip

    uses = {use.repository: (use.is_direct, use.parents, use.through) for use in found.uses}
    top, way = PackageName("pkg:pypi/top", "top", has_page=True), "pkg:pypi/way"
    assert uses == {
        "a": (True, (), None),
        "b": (False, (top,), None),
        "c": (False, (), PackageName(way, way, has_page=False)),
        "d": (None, (), None),
    }
    assert [use.scopes for use in found.uses] == [
        ("runtime",), ("development",), ("runtime",), ("runtime",)
    ]  # fmt: skip
    assert found.ways[0] == Way(PackageName(way, way, has_page=False), 0, 1)
    assert {way.package.name: way.projects for way in found.ways[1:]} == {"top": 1, "other": 1}


def test_a_place_leads_to_the_forge_at_the_commit_that_was_read() -> None:
    reading = given(
        repository=repositories("a", origin="https://github.com/office/a"),
        package_needed=[need("a", LIB, version="1", is_direct=True, line=12, licence="MIT")],
    )
    found = package_facts(reading, LIB)

    assert found is not None
    address = f"https://github.com/office/a/blob/{'a' * 40}/lock#L12"
    assert found.uses[0].address == address
    assert [(one.licence, one.entry, one.address) for one in found.licences] == [
        ("MIT", Named("a", "a"), address)
    ]


def test_versions_without_a_licence_are_told_apart() -> None:
    found = facts_of(
        LIB,
        need("a", LIB, version="1", is_direct=True, licence="MIT"),
        need("b", LIB, version="1", path="other", is_direct=True),
        need("b", LIB, version="2", is_direct=True),
    )

    assert [(one.licence, one.versions) for one in found.licences] == [
        ("MIT", ("1",)),
        ("", ("2",)),
    ]


ALL = (
    need("a", "pkg:npm/direct", version="1", is_direct=True),
    need("a", "pkg:npm/shared", version="1", is_direct=False),
    need("b", "pkg:npm/shared", version="1", is_direct=False),
    need("a", "pkg:npm/alone", version="1", is_direct=False),
    need("a", "pkg:npm/concerned", version="1", is_direct=False),
)
EXPOSED = [
    {"repository_id": "a", "path": "lock", "line": 1, "purl": "pkg:npm/concerned", "version": "1",
     "advisory_id": "CVE-1", "record_id": "CVE-1", "fixed": "2"}
]  # fmt: skip


def test_packages_with_a_page_are_direct_shared_or_concerned() -> None:
    reading = given(repository=repositories("a", "b"), package_needed=ALL, exposure=EXPOSED)

    assert packages_with_page(reading) == {
        "pkg:npm/direct", "pkg:npm/shared", "pkg:npm/concerned"
    }  # fmt: skip
    assert package_facts(reading, "pkg:npm/alone") is None


def test_the_most_used_have_a_page_where_there_are_too_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(package_pages, "PAGES", 1)
    reading = given(repository=repositories("a", "b"), package_needed=ALL, exposure=EXPOSED)

    assert packages_with_page(reading) == {"pkg:npm/shared", "pkg:npm/concerned"}


LINKS = {
    "pypi": "https://packages.example.org/{name}/{version}",
    "npm": "https://packages.example.org/of/{name}",
}


@pytest.mark.parametrize(
    ("purl", "version", "address"),
    [
        (LIB, "1.0+a/b", "https://packages.example.org/lib/1.0%2Ba%2Fb"),
        (LIB, "", ""),
        ("pkg:npm/%40scope/x", "", "https://packages.example.org/of/@scope/x"),
        ("pkg:npm/%40scope/x", "1", ""),
        ("pkg:npm/a%22%3Fb", "", "https://packages.example.org/of/a%22%3Fb"),
        ("pkg:cargo/x", "1", ""),
    ],
)
def test_links_to_registries_are_those_of_the_office(purl: str, version: str, address: str) -> None:
    reading = given({"links": json.dumps(LINKS)})

    assert registry_address(reading, purl, version) == address
    assert registry_address(given(), purl, version) == ""
