# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Every package by name: none is left out or named twice, whatever the size of a page."""

import pytest

from commonweal.insight.package_index import packages_by_name, ranges
from commonweal.insight.reading import Reading
from commonweal.views import all_packages
from tests.surfaces.world import World, build, portfolio, reading_of


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return build(tmp_path_factory.mktemp("index"), portfolio(14))


@pytest.fixture(scope="module")
def reading(world: World) -> Reading:
    return reading_of(world.engine())


def test_pages_together_hold_each_package_once(reading: Reading) -> None:
    [(count,)] = reading.engine.rows("select count(distinct purl) from taken")
    whole = [package.purl for package in packages_by_name(reading, 0, count + 5)]
    parts = [
        package.purl
        for start in range(0, count, 7)
        for package in packages_by_name(reading, start, 7)
    ]

    assert len(whole) == len(set(whole)) == count > 7
    assert parts == whole


def test_packages_stand_by_name_whatever_the_case(reading: Reading) -> None:
    names = [package.name.lower() for package in packages_by_name(reading, 0, 10_000)]

    assert names == sorted(names)


def test_ranges_begin_and_end_as_their_pages_do(reading: Reading) -> None:
    for number, found in enumerate(ranges(reading, 7)):
        packages = [*packages_by_name(reading, number * 7, 7)]
        assert (found.first, found.last) == (packages[0].name, packages[-1].name)


def test_each_user_is_named_with_the_version_and_the_file(reading: Reading) -> None:
    rows = reading.engine.rows(
        "select distinct purl, coalesce(version, ''), entry_id from taken "
        "join entries using (repository_id)"
    )
    found = {
        (package.purl, version.version, user.entry.id)
        for package in packages_by_name(reading, 0, 10_000)
        for version in package.versions
        for user in version.users
        if user.path
    }

    assert found == set(rows)


def test_the_table_as_data_holds_all_pages(reading: Reading) -> None:
    table = all_packages.PAGES[0].table
    assert table is not None
    assert table.all_rows is not None
    rows = [*table.all_rows(reading)]
    versions = sum(len(package.versions) for package in packages_by_name(reading, 0, 10_000))

    assert len(rows) == versions
