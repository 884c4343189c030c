# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Licence texts: claimed where they are nothing but a licence, and only then."""

import json
import textwrap
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.core.bounded import MEBIBYTE, Limits, Worker
from commonweal.formats.licence import closed, recognise
from commonweal.formats.licence.judge import JUDGE
from commonweal.formats.licence.terms import holds_terms, restricts

APACHE = (Path(__file__).parents[2] / "LICENSE").read_text()
# Short enough to stand here, and free of conditions.
ISC = textwrap.dedent(
    """\
    Permission to use, copy, modify, and/or distribute this software for any
    purpose with or without fee is hereby granted, provided that the above
    copyright notice and this permission notice appear in all copies.

    THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH
    REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF MERCHANTABILITY
    AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT,
    INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM
    LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR
    OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR
    PERFORMANCE OF THIS SOFTWARE.
    """
)
HEADED = "ISC License\n\nCopyright (c) 2020 Ministry of Works\nCopyright (c) 2021 Ada\n\n" + ISC


@pytest.mark.parametrize(
    ("text", "spdx"),
    [
        (APACHE, "Apache-2.0"),
        (ISC, "ISC"),
        (HEADED, "ISC"),
        (HEADED.replace("\n", "\r\n"), "ISC"),
        ("Our Project\n===========\n\n" + HEADED, "ISC"),
        (textwrap.fill(HEADED, 50), "ISC"),
        ("\ufeff" + HEADED, "ISC"),
    ],
)
def test_a_licence_with_headings_and_holders_is_that_licence(text: str, spdx: str) -> None:
    found = recognise(text)

    assert (found.spdx, found.derived_from) == (spdx, None)
    assert found.coverage > 0.95


TERMS = (
    "The Software must not be used by anybody who takes part in the production of weapons, "
    "nor by those who finance it. Whoever wants to sell the Software or a service made of it "
    "needs a written permission beforehand, for which the holders may ask for payment."
)


@pytest.mark.parametrize("whole", [HEADED, APACHE])
@pytest.mark.parametrize("is_first", [True, False])
def test_terms_of_ones_own_make_it_another_licence(whole: str, is_first: object) -> None:
    """However long the licence: a share alone would let them pass beside a long one."""
    own = textwrap.fill(TERMS * 2, 70)
    text = f"{own}\n\n{whole}" if is_first else f"{whole}\n\n{own}"

    found = recognise(text)

    assert found.spdx is None
    assert found.derived_from == recognise(whole).spdx
    assert dict(found.parts) == {}


@pytest.mark.parametrize(
    "term",
    [
        "This software may not be used for commercial purposes.",
        "Only non-profit organisations may use it.",
        "Use in production requires a paid licence.",
        "You may also use it under any later licence that we write.",
        "Redistribution is prohibited.",
        "Military use is excluded.",
        "The name Wells must be shown on every page.",
        "Permission is granted to the city of Wells only.",
    ],
)
@pytest.mark.parametrize("whole", [HEADED, APACHE])
def test_a_single_sentence_that_restricts_or_grants_makes_it_another(whole: str, term: str) -> None:
    found = recognise(f"{whole}\n\n{term}\n")

    assert (found.spdx, dict(found.parts)) == (None, {})
    assert found.derived_from in ("ISC", "Apache-2.0")


@pytest.mark.parametrize(
    "addition",
    [
        "Copyright (c) 2024 Ada Lovelace and contributors",
        "Wells Example Ltd, 12 Mill Lane, London",
        "See the NOTICE file for the list of authors.",
        "Last updated on 1 March 2024",
        "You may obtain a copy of this text at https://example.org/licence",
        "https://opensource.org/licenses/MIT",
    ],
)
@pytest.mark.parametrize("whole", [HEADED, APACHE])
def test_harmless_additions_leave_it_what_it_is(whole: str, addition: str) -> None:
    assert recognise(f"{whole}\n\n{addition}\n").spdx in ("ISC", "Apache-2.0")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"{HEADED}\nThis software may not be used for commercial purposes.\n",
         "ISC with terms of its own"),
        (f'"Commons Clause" License Condition v1.0\n\nThe grant of rights under the License will'
         f" not include the right to Sell the Software.\n\n{HEADED}", "ISC with Commons Clause"),
        (f"{APACHE}\nOnly non-profit organisations may use it; others need a paid licence.\n",
         "Apache-2.0 with terms of its own"),
        ("Server Side Public License\nVERSION 1\n\nTerms follow.", "SSPL-1.0"),
        ("Redis Source Available License 2.0 (RSALv2) Agreement\n",
         "Redis Source Available License"),
        ("You choose the RSALv2 or the SSPLv1.\n", "SSPL-1.0, Redis Source Available License"),
        ("Business Source License 1.1\n\nParameters\n\nLicensor: Wells", "BUSL-1.1"),
        ("Elastic License 2.0\n\n## Acceptance\n", "Elastic License"),
        ("# PolyForm Shield License 1.0.0\n", "PolyForm"),
        ("Wells licence\n\nFor evaluation purposes only.\n", "terms of its own"),
        ("You must purchase a commercial licence to use this.\n", "terms of its own"),
        ("Copyright 2024 Wells. All rights reserved.\n", None),
        (HEADED, None),
        (APACHE, None),
        ("Use it for any purpose, commercial or non-commercial.\n", None),
        ("Elastic License 2.0 or GNU AGPL 3, at your option.\n", None),
        ("", None),
    ],
)  # fmt: skip
def test_what_is_not_open_is_told_by_name(text: str, name: str | None) -> None:
    found = closed(text)

    assert (found.name if found else None) == name


@pytest.mark.parametrize("piece", ["not ", "may not ", "commercial ", "only for ", "you may "])
def test_long_terms_cost_little(piece: str) -> None:
    started = time.process_time()

    assert restricts(piece * 100_000) in (True, False)
    assert holds_terms(piece * 100_000) in (True, False)

    assert time.process_time() - started < 4


def test_a_short_term_in_a_heading_is_no_heading() -> None:
    text = f"Not for commercial use.\n\nThe sale of copies must be allowed in writing.\n\n{ISC}"

    assert recognise(text).spdx is None


def test_a_changed_text_is_no_claim() -> None:
    text = APACHE.replace("perpetual", "temporary")

    found = recognise(text)

    assert (found.spdx, found.derived_from) == (None, "Apache-2.0")


def test_a_text_that_calls_itself_modified_is_no_claim() -> None:
    found = recognise("Modified ISC License\n\n" + ISC)

    assert (found.spdx, found.derived_from) == (None, "ISC")


def test_two_licences_in_one_file_are_both_named_and_neither_is_the_one() -> None:
    found = recognise(f"{HEADED}\n\n{APACHE}")

    assert (found.spdx, found.derived_from) == (None, None)
    assert sorted(found.parts) == ["Apache-2.0", "ISC"]
    assert sum(found.parts.values()) == pytest.approx(1, abs=0.01)


def test_the_same_licence_for_two_holders_is_one() -> None:
    assert recognise(f"{HEADED}\n\n{HEADED}").spdx == "ISC"


@pytest.mark.parametrize(
    "text",
    ["", " \n", "All rights reserved.", "See https://www.apache.org/licenses/LICENSE-2.0", TERMS],
)
def test_what_is_no_licence_text_gives_nothing(text: str) -> None:
    found = recognise(text)

    assert (found.spdx, found.coverage, dict(found.parts)) == (None, 0.0, {})


def test_a_licence_over_many_own_pages_is_not_claimed() -> None:
    assert recognise(ISC + "lorem ipsum dolor sit amet\n" * 20_000).spdx is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("LICENSE", True),
        ("LICENCE.md", True),
        ("License.txt", True),
        ("LICENSE-MIT", True),
        ("COPYING.LESSER", True),
        ("UNLICENSE", True),
        ("MIT-LICENSE.txt", True),
        ("LICENSE.MIT", True),
        ("LICENSE-2.0.txt", True),
        ("LICENCE.fr.md", True),
        ("apache-2.0.LICENSE", True),
        ("licenses.json", False),
        ("license.py", False),
        ("LICENSE-MIT.py", False),
        ("license.cc", False),
        ("license_field.cpython-311.pyc", False),
        ("licences_of_repository.sql", False),
        ("licences_of_repository.md", False),
        ("license-checker.txt", False),
        ("wells-license.md", False),
        ("mylicense.txt", False),
        ("LICENSE.gz", False),
        (".".join(["license"] * 200), False),
        ("README.md", False),
        ("a.license", False),
    ],
)
def test_a_licence_file_is_known_by_its_name(name: str, expected: object) -> None:
    assert JUDGE.recognises(name, b"text") is expected


def test_the_judge_gives_the_keys_of_its_kind() -> None:
    assert JUDGE.judge("LICENSE", ISC.encode()) == {
        "ok": True,
        "spdx": "ISC",
        "coverage": 1.0,
        "derived_from": None,
        "parts": {"ISC": 1.0},
    }


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_windows_texts_are_read(encoding: str) -> None:
    assert JUDGE.judge("LICENSE", HEADED.encode(encoding))["spdx"] == "ISC"


def test_a_binary_file_is_an_error() -> None:
    judged = JUDGE.judge("LICENSE", b"\0" + ISC.encode())

    assert (judged["ok"], judged["spdx"], judged["error"]) == (False, None, "the file is not text")


@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
@settings(deadline=None, max_examples=60)
def test_any_bytes_are_judged(content: bytes) -> None:
    judged = JUDGE.judge("LICENSE", content)

    assert 0 <= json.loads(json.dumps(dict(judged)))["coverage"] <= 1


@given(st.integers(0, len(APACHE)), st.integers(0, 400))
@settings(deadline=None, max_examples=20)
def test_a_text_with_a_hole_is_never_claimed_as_another(start: int, length: int) -> None:
    found = recognise(APACHE[:start] + APACHE[start + length :])

    assert {found.spdx, found.derived_from} <= {None, "Apache-2.0"}


@pytest.mark.parametrize(
    "piece",
    [
        "copyright ",
        "permission is hereby granted, free of charge ",
        "http://a.org/",
        "redistribution and use ",
        "(c) \n\n",
        "modified license ",
        "\n\n",
        "x",
    ],
)
def test_a_huge_hostile_text_takes_bounded_time_and_memory(piece: str) -> None:
    content = (piece * (10 * MEBIBYTE // len(piece))).encode()
    started = time.process_time()

    with Worker(Limits(seconds=20, memory=256 * MEBIBYTE)) as worker:
        judged = worker.run(JUDGE.judge, "LICENSE", content)

    assert judged["spdx"] is None
    assert time.process_time() - started < 10
