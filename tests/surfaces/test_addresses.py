# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Every name gets a file of its own, whatever it is made of."""

from hypothesis import given
from hypothesis import strategies as st

from commonweal.surfaces.pages.addresses import file_names, package_files, slug


def test_a_plain_name_is_kept_and_any_other_gets_a_hash() -> None:
    assert file_names(["datasette", "Datasette", "a/b", "a b"]) == {
        "datasette": "datasette",
        "Datasette": "datasette-4c2b4a48",
        "a b": "a-b-c8687a08",
        "a/b": "a-b-c14cddc0",
    }


def test_names_of_devices_and_names_of_nothing_are_not_used() -> None:
    assert [slug(name) for name in ("con", "LPT1", "..", "", "日本")] == ["x"] * 5


@given(st.lists(st.text(max_size=90), unique=True, max_size=30))
def test_no_two_names_share_a_file(ids: list[str]) -> None:
    names = file_names(ids)

    assert (list(names) and set(names) == set(ids)) or not ids
    assert len(set(names.values())) == len(ids)
    assert all(name == slug(name) or name.startswith(slug(id_)) for id_, name in names.items())


@given(st.lists(st.text(max_size=20), unique=True, max_size=10))
def test_the_order_of_names_does_not_matter(ids: list[str]) -> None:
    assert file_names(ids) == file_names(reversed(ids))


def test_packages_have_names_that_no_subject_and_no_device_has() -> None:
    assert package_files(
        ["pkg:npm/%40scope/x", "pkg:npm/%40SCOPE/x", "pkg:con/a", "pkg:npm/日本", "pkg:npm/.."]
    ) == {
        "pkg:npm/%40scope/x": "npm-40scope-x.8db3e683",
        "pkg:npm/%40SCOPE/x": "npm-40scope-x.6fee316d",
        "pkg:con/a": "con-a.8d757cc0",
        "pkg:npm/日本": "npm.a23c97ce",
        "pkg:npm/..": "npm.475ea356",
    }


@given(st.lists(st.text(max_size=40), unique=True, max_size=30))
def test_no_two_packages_share_a_file_and_none_is_that_of_a_subject(ids: list[str]) -> None:
    packages = package_files(f"pkg:npm/{id_}" for id_ in ids)
    files = [name.casefold() for name in packages.values()]

    assert len(set(files)) == len(ids)
    assert all(name.count(".") == 1 and "/" not in name for name in files)
    assert {*files}.isdisjoint(file_names(ids).values())
