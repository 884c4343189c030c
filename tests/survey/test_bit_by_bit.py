# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""In however many surveys a history is read, the evidence is what one survey leaves."""

import shutil
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.gitkit import ADA, BO, START, History, lines
from tests.survey.office import COMMITS, HISTORY, MEMBERS, Office, everything

Edits = Sequence[Mapping[str, bytes | None]]
EDITS = st.lists(
    st.dictionaries(
        st.sampled_from(["a", "b", "d/c"]),
        st.one_of(st.none(), st.sampled_from([lines(3), lines(9), b"\0x", b"", b"no newline"])),
        max_size=3,
    ),
    min_size=2,
    max_size=7,
)
NUMBERS = "select metric_id, subject_id, period, label, value from metric_value order by all"


# Some weeks after the commits, so that they count in numbers of a year.
SOON = datetime.fromtimestamp(START, UTC) + timedelta(days=20)


def _read(folder: Path, edits: Edits, cuts: Collection[int]) -> tuple[Office, Office]:
    """Read a history with surveys after some of its commits, and in another office at once."""
    bit_by_bit, at_once = Office(folder / "a"), Office(folder / "b")
    history = History(folder / "r.git")
    for number, files in enumerate(edits):
        history.commit(dict(files), author=(ADA, BO)[number % 2])
        if number in cuts:
            bit_by_bit.survey(history.write(), now=SOON)
    repository = history.write()
    bit_by_bit.survey(repository, now=SOON)
    at_once.survey(repository, now=SOON)
    return bit_by_bit, at_once


@pytest.mark.usefixtures("little_is_measured")
@settings(
    max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(edits=EDITS, cuts=st.sets(st.integers(1, 6), max_size=3))
def test_in_however_many_surveys_a_history_is_read_its_rows_are_the_same(
    edits: list[dict[str, bytes | None]], cuts: set[int], tmp_path: Path
) -> None:
    shutil.rmtree(tmp_path)

    bit_by_bit, at_once = _read(tmp_path, edits, cuts)

    for question in (HISTORY, COMMITS, MEMBERS):
        assert bit_by_bit.rows(question) == at_once.rows(question)
    assert everything(bit_by_bit) == everything(at_once)


def test_and_so_are_its_numbers(tmp_path: Path) -> None:
    edits: Edits = (
        {"a": lines(3), "b": b"\0x"},
        {"d/c": lines(9)},
        {"a": lines(9), "b": b"no newline"},
        {"b": None, "d/c": b""},
    )

    bit_by_bit, at_once = _read(tmp_path, edits, cuts=(1, 2))

    assert ("commits", "r", "now", None, 4.0) in at_once.rows(NUMBERS)
    assert bit_by_bit.rows(NUMBERS) == at_once.rows(NUMBERS)
