# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""People who asked to be forgotten leave the segments that name them, and nobody else does."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from commonweal.evidence import Segment, SegmentWriter
from commonweal.evidence.erase import Erasure, erase, replaced

ORIGIN = ("git", "2026-01-01 00:00:00", "1.2.3")
ADA = Erasure(frozenset({1}), frozenset({"ada@example.org"}), frozenset({"Ada Obi"}))


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[SegmentWriter]:
    made = SegmentWriter(tmp_path)
    yield made
    made.close()


def people(writer: SegmentWriter, *rows: tuple[int, str, str]) -> Segment:
    segment = writer.write("person_raw", "f", rows, ORIGIN)
    assert segment
    return segment


def texts(writer: SegmentWriter, *lines: str) -> Segment:
    rows = [("r", f"{no}.md", "readme", line, len(line), False) for no, line in enumerate(lines)]
    segment = writer.write("document", "f", rows, ORIGIN)
    assert segment
    return segment


def after(writer: SegmentWriter, erasure: Erasure, *lines: str) -> list[str]:
    """What is left of texts."""
    segment = texts(writer, *lines)
    [kept] = replaced([segment], erase(writer, [segment], erasure))
    return [text for (text,) in writer.fetch([kept], "text")]


def test_rows_of_a_person_are_emptied_by_key_and_others_stay(writer: SegmentWriter) -> None:
    segment = people(writer, (1, "Ada Obi", "ada@example.org"), (2, "Bo", "bo@example.org"))

    found = erase(writer, [segment, segment], ADA)

    assert [*found] == [segment.sha256]
    assert writer.fetch([*found.values()], "person_key, name, email") == [
        (1, "", ""),
        (2, "Bo", "bo@example.org"),
    ]


def test_what_names_nobody_who_is_erased_is_not_written_again(writer: SegmentWriter) -> None:
    segments = [people(writer, (2, "Bo", "bo@example.org")), texts(writer, "By Bo.")]

    assert erase(writer, segments, ADA) == {}
    assert replaced(segments, {}) == tuple(segments)


def test_nobody_to_erase_changes_nothing(writer: SegmentWriter) -> None:
    nobody = Erasure(frozenset(), frozenset(), frozenset())
    segment = people(writer, (1, "Ada Obi", "ada@example.org"))

    assert not nobody
    assert nobody.pattern() == ""
    assert erase(writer, [segment], nobody) == {}
    assert Erasure(frozenset({1}), frozenset(), frozenset())
    assert Erasure(frozenset(), frozenset({"a@b.org"}), frozenset())
    assert Erasure(frozenset(), frozenset(), frozenset({"Ada"}))


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("Ada Obi", ""),
        ("By Ada Obi.", "By ."),
        ("ADA OBI and ada obi", " and "),
        ("Ada Obi Ada Obi", " "),
        ("Ada Obi,Ada Obi", ","),
        ("Adada Obi", "Adada Obi"),
        ("Ada Obispo", "Ada Obispo"),
        ("Ada Obi2", "Ada Obi2"),
        ("Ada Obié", "Ada Obié"),
        ("<ada@example.org>", "<>"),
        ("mailto:xADA@example.org", "mailto:x"),
        ("ada@exampleXorg", "ada@exampleXorg"),
        ("Ada Obi <ada@example.org>", " <>"),
    ],
)
def test_names_go_as_whole_words_and_addresses_wherever_they_stand(
    before: str, expected: str, writer: SegmentWriter
) -> None:
    assert after(writer, ADA, before, "else") == [expected, "else"]


def test_addresses_alone_and_names_alone_are_erased_too(writer: SegmentWriter) -> None:
    line = "Ada Obi <ada@example.org>"

    assert after(writer, Erasure(frozenset(), ADA.addresses, frozenset()), line) == ["Ada Obi <>"]
    assert after(writer, Erasure(frozenset(), frozenset(), ADA.names), line) == [
        " <ada@example.org>"
    ]


def test_short_names_and_addresses_without_a_host_would_take_ordinary_words(
    writer: SegmentWriter,
) -> None:
    odd = Erasure(frozenset(), frozenset({"root"}), frozenset({"Al", "Bob"}))

    assert after(writer, odd, "Al and Bob at the root") == ["Al and  at the root"]


def test_signs_of_a_name_are_taken_as_they_are_written(writer: SegmentWriter) -> None:
    odd = Erasure(frozenset(), frozenset(), frozenset({"A.d*a (x)", " Bo|Lind "}))

    assert after(writer, odd, "By A.d*a (x)", "Axdda x", "Bo|Lind or Lind") == [
        "By ",
        "Axdda x",
        " or Lind",
    ]
