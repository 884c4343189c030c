# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Names of things: which is meant, and what may have been meant by a name that is not known."""

import pytest

from commonweal.core.near import did_you_mean, id_named, near

METRICS = ("quiet_days", "quiet_ratio", "commits", "contributors", "unquiet_years", "releases")
STANDARDS = {
    "osps_baseline": ("OSPS Baseline", "Open Source Project Security Baseline"),
    "dpg": ("DPG Standard", "Digital Public Goods Standard"),
    "twin": ("Twins",),
    "other_twin": ("Twins",),
    "twins": ("Something else",),
    "same": ("Kin",),
    "same_too": ("Kin",),
}


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("quiet", ("quiet_days", "quiet_ratio", "unquiet_years")),
        ("comits", ("commits",)),
        ("Releases", ("releases",)),
        ("COMITS", ("commits",)),
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


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("dpg", "dpg"),
        ("DPG", "dpg"),
        ("OSPS Baseline", "osps_baseline"),
        ("osps-baseline", "osps_baseline"),
        ("  open source PROJECT security baseline", "osps_baseline"),
        ("twins", "twins"),
        ("TWINS", "twins"),
        ("kin", None),
        ("osps", None),
        ("", None),
        ("--", None),
        ("dpg" * 10_000, None),
    ],
)
def test_a_thing_goes_by_its_id_and_its_titles_in_any_case(name: str, meant: str | None) -> None:
    assert id_named(name, STANDARDS) == meant


def test_titles_lead_to_the_id_that_may_be_meant() -> None:
    assert near("Security", STANDARDS) == ("osps_baseline",)
    assert near("digital publik goods standard", STANDARDS)[0] == "dpg"
    assert did_you_mean(["a\x1b", "b"]) == "Did you mean a\\x1b, b?"
