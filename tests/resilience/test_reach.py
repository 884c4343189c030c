# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What follows over all steps: the same as walking from each member alone."""

from collections.abc import Mapping, Sequence

from hypothesis import given
from hypothesis import strategies as st

from commonweal.resilience.reach import masks, reached, weighed

NAMES = "abcdefgh"
GRAPHS = st.dictionaries(st.sampled_from(NAMES), st.lists(st.sampled_from(NAMES + "?"), max_size=4))


def walked(start: str, following: Mapping[str, Sequence[str]]) -> set[str]:
    found, waiting = {start}, [start]
    while waiting:
        new = {one for one in following.get(waiting.pop(), ()) if one in NAMES} - found
        found |= new
        waiting += sorted(new)
    return found


@given(GRAPHS)
def test_it_is_what_a_walk_from_each_member_finds(following: dict[str, list[str]]) -> None:
    bits = {name: 1 << place for place, name in enumerate(NAMES)}

    found = reached(following, bits)

    assert {name: {other for other in NAMES if found[name] & bits[other]} for name in NAMES} == {
        name: walked(name, following) for name in NAMES
    }


def test_a_chain_as_long_as_a_large_portfolio_needs_no_depth() -> None:
    following = {str(n): [str(n + 1)] for n in range(20_000)}

    found = reached(following, {str(n): 1 << n % 64 for n in range(20_001)})

    assert found["0"].bit_count() == 64
    assert found["20000"].bit_count() == 1


def test_weights_are_added_up_for_the_bits_that_are_set() -> None:
    assert weighed(0b1011, masks([1.0, 5.0, 1.0, 2.5])) == 8.5
