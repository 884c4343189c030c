# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What people say about advisories: statuses as VEX has them, given like any other answer.

The words are those of CISA's minimum requirements for VEX; an answer's control is
`advisory/` and any id of the problem.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from commonweal.evidence import Engine
from commonweal.standards.assess import Given

PREFIX = "advisory"


def statements_on(
    advisories: Iterable[tuple[Any, ...]],
    answers: Iterable[Given],
    engine: Engine,
    *,
    now: datetime,
) -> Iterator[tuple[Any, ...]]:
    """Rows of `advisory_answer`: what holds for each repository; the latest word counts."""
    ids = {
        name: advisory_id
        for advisory_id, records, aliases, *_ in advisories
        for name in (advisory_id, *records, *aliases)
    }
    members: dict[str, list[str]] = {}
    for subject_id, repository_id in engine.rows(
        "select subject_id, repository_id from subject_repositories order by all"
    ):
        members.setdefault(subject_id, []).append(repository_id)
    found: dict[tuple[str, str], tuple[Any, ...]] = {}
    for one in sorted(answers, key=lambda answer: answer.stated_at):
        advisory_id = ids.get(one.control_id)
        if one.standard_id != PREFIX or advisory_id is None or _is_over(one, now):
            continue
        for repository_id in members.get(one.subject_id, ()):
            found[repository_id, advisory_id] = (
                repository_id,
                advisory_id,
                one.verdict,
                one.because,
                one.link,
                one.stated_at.strftime("%Y-%m-%d %H:%M:%S"),
            )
    return iter([found[key] for key in sorted(found)])


def _is_over(answer: Given, now: datetime) -> bool:
    return answer.expires_at is not None and answer.expires_at < now.replace(tzinfo=None)
