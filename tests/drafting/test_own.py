# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Which addresses are a project's own, and which only stand beside its name."""

import pytest

from commonweal.drafting.metadata.own import Own, is_opaque, own_addresses
from commonweal.sources.tree.collect import tree_of_files

WELLS = own_addresses(
    tree_of_files(
        {
            "pyproject.toml": b'[project]\nname = "water-wells"\n[project.urls]\n'
            b'Homepage = "https://wells.ministry.example/"\n'
            b'Source = "https://github.com/ministry/water-wells"\n',
            "README.md": b"# Water Wells\n",
        }
    )
)


@pytest.mark.parametrize(
    ("address", "is_own"),
    [
        ("docs/index.md", True),
        ("https://wells.ministry.example/handbook", True),
        ("https://water-wells.readthedocs.io/en/latest/", True),
        ("https://docs.waterwells.org/", True),
        ("https://docs.rs/water_wells", True),
        ("https://github.com/ministry/water-wells/wiki", True),
        ("https://github.com/ministry/docs", True),
        ("https://github.com/orgs/ministry/discussions", True),
        ("https://ministry.github.io/documentation/1.2/", True),
        ("https://docs.ministry.org/en/", True),
        ("https://groups.google.com/g/water-wells-users", True),
        ("https://github.com/ministry/gh-action-water-wells", False),
        ("https://github.com/somebody/water-wells", False),
        ("https://github.com/ministry/pump", False),
        ("https://ministry.github.io/pump/", False),
        ("https://pump.ministry.org/docs/", False),
        ("https://docs.pump.example/en/water/", False),
        ("https://water.example/wellsprings", False),
        ("https://[broken/water-wells", False),
    ],
)
def test_an_address_is_own_by_name_owner_or_metadata(address: str, is_own: object) -> None:
    assert WELLS.has(address) is is_own


def test_without_any_name_nothing_is_known() -> None:
    own = own_addresses(tree_of_files({"README.md": b"# What is this?\n\nWords.\n"}))

    assert own == Own()
    assert not own.is_known


def test_a_name_is_mentioned_in_words_however_it_is_written() -> None:
    assert [WELLS.mentions(text) for text in ("Water Wells forum", "water-wells", "a well")] == [
        True,
        True,
        False,
    ]


def test_an_invitation_names_nothing() -> None:
    assert is_opaque("https://discord.gg/abc")
    assert not is_opaque("https://gitter.im/pump/room")
