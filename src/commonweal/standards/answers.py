# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Answers of the ledger as verdicts read them: by standard and control, without authors."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from commonweal.ledger import Answer
from commonweal.standards.assess import Given


def answer_rows(
    answers: Iterable[Answer], *, ledger_no: int, asked_at: datetime
) -> list[tuple[object, ...]]:
    """Rows of the evidence table `answer`, as of a moment."""
    return [(*answer, ledger_no, _naive(asked_at)) for answer in given(answers)]


def given(answers: Iterable[Answer]) -> Iterator[Given]:
    """Split a control's full name, `standard/control`, and make moments naive UTC."""
    for answer in answers:
        standard_id, _, control_id = answer.control_id.partition("/")
        yield Given(
            answer.subject_id,
            standard_id,
            control_id,
            answer.verdict,
            answer.because,
            answer.link,
            _naive(answer.stated_at),
            _naive(answer.expires_at) if answer.expires_at else None,
        )


def _naive(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)


def digest(answers: Iterable[Given]) -> str:
    """A digest that differs when any answer does."""
    return hashlib.sha256(repr(sorted(answers, key=repr)).encode()).hexdigest()
