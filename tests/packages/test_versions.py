# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The order of versions: the rules of each ecosystem, and that it is an order at all."""

import time
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.core.problem import InputMalformed
from commonweal.formats.streaming import streams
from commonweal.packages.versions import compare, ecosystem_of, key_of
from commonweal.packages.versions.ordering import LONGEST, orderings

# From the earliest to the latest; what stands together is equal.
RISING = {
    "npm": (
        "0.9.0-0 | 0.9.0-0+well",
        "0.9.0-7",
        "0.9.0-12",
        "0.9.0--7",
        "0.9.0-a",
        "0.9.0-a.3",
        "0.9.0-a.21",
        "0.9.0-a.b",
        "0.9.0-a-b",
        "0.9.0 | v0.9.0 | 0.9 | =0.9.0 | 0.9.0+well",
        "0.10.0",
    ),
    "NuGet": ("2.1-A.2 | 2.1.0-a.2+x", "2.1-a.10", "2.1-B", "2.1 | 2.1.0.0 | 2.1+x", "2.1.0.1"),
    "Pub": ("3.0.0-a", "3.0.0-a+1", "3.0.0", "3.0.0+2", "3.0.0+11", "3.0.0+b", "3.0.0+b.1"),
    "CRAN": ("0.4", "0.4-0 | 0.4.0", "0.4-2", "0.4.10", "0.5"),
    "Hackage": ("2", "2.0", "2.0.0", "2.0.1", "2.1", "2.10"),
    "RubyGems": (
        "5.a",
        "5.0.0.beta2 | 5.beta.2 | 5.0.beta2.0",
        "5.0.0.beta10",
        "5-alpha",
        "5.pre",
        "5.rc",
        "5 | 5.0 | 5.0.0",
        "5.0.1.x",
        "5.0.1",
    ),
    "Packagist": (
        "4.2foo",
        "4.2-dev",
        "4.2alpha1 | 4.2-a1 | 4.2.a.1",
        "4.2beta | 4.2b",
        "4.2beta2",
        "4.2RC1 | 4.2-rc1 | v4.2rc1",
        "4.2 | V4.2",
        "4.2.0",
        "4.2.1",
        "4.2patch1 | 4.2-pl1 | 4.2+p1",
        "4.10",
    ),
    "Debian": (
        "6.0~~",
        "6.0~rc1-2",
        "6.0~rc1+b-1",
        "6.0 | 0:6.0-0 | 6.0- | 06.0",
        "6.0-0w1",
        "6.0-1~w",
        "6.0-1",
        "6.0a-1",
        "6.0z-1",
        "6.0+w-1",
        "6.0.1-1",
        "6.10",
        "1:0.1",
    ),
    "Alpine": (
        "7.1_alpha",
        "7.1_alpha2",
        "7.1_rc1",
        "7.1",
        "7.1-r1",
        "7.1-r10",
        "7.1_p1",
        "7.1_p2-r1",
        "7.1a",
        "7.1b-r1",
        "7.1.0",
        "7.1.02",
        "7.1.1",
        "7.2",
        "7.10 | 07.10",
    ),
    "Red Hat": (
        "8.0~rc1-1",
        "8.0 | 0:8.0 | 8.00",
        "8.0-1 | 8.0-01",
        "8.0-1.el8",
        "8.0-2",
        "8.0^git3-1",
        "8.0a-1",
        "8.0.1 | 8.0_1",
        "8.10",
        "1:0.3",
    ),
    "Maven": (
        "9.alpha1",
        "9-alpha",
        "9-a1 | 9.0.0-alpha-1 | 9a1 | 9-ALPHA1",
        "9-a2",
        "9-beta",
        "9-m2 | 9-milestone-2",
        "9-rc1-SNAPSHOT",
        "9-rc1 | 9-cr1",
        "9-SNAPSHOT",
        "9.0.rc2",
        "9 | 9.0 | 9.0.0 | 9-ga | 9.Final | 9.0.RELEASE | 9-0",
        "9-sp",
        "9-sp-1",
        "9-jre",
        "9-jre.1",
        "9-1",
        "9.0.1",
        "9.1-alpha",
        "9.1",
        "9.10",
    ),
    "PyPI": (
        "well",
        "3.1-first",
        "3.1-second",
        "3.1.dev4 | 3.1_DEV4",
        "3.1a0.dev1",
        "3.1a0 | 3.1alpha | v3.1.0-alpha.0",
        "3.1a0.post1.dev2",
        "3.1a0.post1",
        "3.1b2 | 3.1.beta-2",
        "3.1rc1 | 3.1c1 | 3.1-preview1 | 3.1pre1",
        "3.1 | 3.1.0",
        "3.1+b",
        "3.1+b.1",
        "3.1+4 | 3.1.0+4",
        "3.1-1 | 3.1.post1 | 3.1r1 | 3.1.rev1",
        "3.1.1",
        "3.10",
        "1!0.1",
    ),
}
ECOSYSTEMS = sorted(orderings())
PIECES = st.sampled_from(
    [
        *"0123456789abprvxABRZ.-_+~^:!# é٣",
        "00",
        "rc",
        "alpha",
        "dev",
        "sp",
        "final",
        "_p",
        "-r",
        "1!",
    ]
)
TEXTS = st.lists(PIECES, max_size=9).map("".join) | st.text(max_size=20)


@pytest.mark.parametrize("ecosystem", RISING)
def test_versions_rise(ecosystem: str) -> None:
    ranks = [
        (rank, text) for rank, same in enumerate(RISING[ecosystem]) for text in same.split(" | ")
    ]

    for (first, left), (second, right) in product(ranks, ranks):
        wanted = (first > second) - (first < second)
        assert (left, right, compare(ecosystem, left, right)) == (left, right, wanted)


def test_every_ordering_has_a_case() -> None:
    tried = {orderings()[ecosystem.casefold()] for ecosystem in RISING}

    assert tried == set(orderings().values())


@pytest.mark.parametrize("ecosystem", ECOSYSTEMS)
@given(texts=st.lists(TEXTS, min_size=3, max_size=3))
def test_it_is_an_order_of_all_texts(ecosystem: str, texts: list[str]) -> None:
    rising = sorted(texts, key=lambda text: key_of(ecosystem, text) or ())

    assert [compare(ecosystem, one, one) for one in texts] == [0, 0, 0]
    assert all((compare(ecosystem, left, right) or 0) <= 0 for left, right in pairwise(rising))
    assert (compare(ecosystem, rising[0], rising[2]) or 0) <= 0
    for left, right in product(texts, texts):
        assert compare(ecosystem, left, right) == -(compare(ecosystem, right, left) or 0)


@pytest.mark.parametrize("ecosystem", ECOSYSTEMS)
@pytest.mark.parametrize(
    "piece", ["1", "1.", "a", "-", "1a", "_rc1", "~", "0.", "é", "\ud800", "-r1"]
)
def test_long_texts_end_soon(ecosystem: str, piece: str) -> None:
    long = piece * (100_000 // len(piece))
    started = time.process_time()

    orders = [compare(ecosystem, long, other) for other in (long, f"{long}1", "1")]

    assert time.process_time() - started < 0.4
    assert orders[:2] == [0, -1]


def test_ten_thousand_pairs_take_no_time() -> None:
    pairs = [(f"1.{number % 90}.{number % 7}-rc{number}", "1.40.3") for number in range(10_000)]
    for ecosystem in RISING:
        started = time.process_time()
        for left, right in pairs:
            compare(ecosystem, left, right)

        assert time.process_time() - started < 3.6, ecosystem


def test_what_is_beyond_the_cap_is_compared_as_text() -> None:
    same = "1" * LONGEST

    assert compare("npm", f"{same}.10", f"{same}.9") == -1
    assert compare("npm", same, f"{same}.0") == -1


@pytest.mark.parametrize(
    ("name", "ecosystem"),
    [("Debian:12", "debian"), ("npm", "npm"), ("red hat:linux:9", "red hat"), ("", None)],
)
def test_a_release_is_no_part_of_an_ecosystem(name: str, ecosystem: str | None) -> None:
    assert ecosystem_of(name) == ecosystem


def test_the_order_of_an_unknown_ecosystem_is_unknown() -> None:
    assert compare("Wells", "1", "2") is None
    assert key_of("Wells", "1") is None


def test_the_stream_answers_with_the_order() -> None:
    answer = streams()["version-order"].answer

    given_pairs = [("npm", "1.2.10", "1.2.9"), ("PyPI", "1.0", "1"), ("Debian:12", "1~a", "1")]
    assert [
        answer({"ecosystem": ecosystem, "left": left, "right": right})["order"]
        for ecosystem, left, right in given_pairs
    ] == [1, 0, -1]


@pytest.mark.parametrize(
    "question",
    [
        {"ecosystem": "Wells", "left": "1", "right": "2"},
        {"ecosystem": "npm", "left": 1, "right": "2"},
        {"ecosystem": "npm", "left": "1"},
        {},
    ],
)
def test_a_question_that_cannot_be_understood_is_refused(question: dict[str, object]) -> None:
    with pytest.raises(InputMalformed):
        streams()["version-order"].answer(question)
