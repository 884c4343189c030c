# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Every name gets a file of its own, whatever it is made of."""

from hypothesis import given
from hypothesis import strategies as st

from commonweal.surfaces.pages.addresses import file_names, slug


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
