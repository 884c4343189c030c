# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A name that is not known: what may have been meant."""

import pytest

from commonweal.core.near import near

METRICS = ("quiet_days", "quiet_ratio", "commits", "contributors", "unquiet_years", "releases")


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("quiet", ("quiet_days", "quiet_ratio", "unquiet_years")),
        ("comits", ("commits",)),
        ("Releases", ("releases",)),
        ("yeers", ("unquiet_years",)),
        ("zzz", ()),
        ("", ()),
        ("commits" * 10_000, ()),
    ],
)
def test_names_that_hold_it_come_before_those_written_alike(
    name: str, meant: tuple[str, ...]
) -> None:
    assert near(name, METRICS)[: len(meant) or 1] == meant
