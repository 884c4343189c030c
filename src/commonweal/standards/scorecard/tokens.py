# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What workflows' tokens may do, weighed by what a stolen one could change."""

from collections.abc import Sequence

from commonweal.standards.scorecard.records import MOST, CheckScore, Record, with_outcome

_JOB, _TOP = "jobLevelPermissions", "topLevelPermissions"
_WORST = ("contents", "packages", "actions")
_TAKEN = {"checks": 0.5, "statuses": 0.5, "deployments": 1.0, "security-events": 1.0}
_ALL = ("all", "write-all")
_UNDECLARED = 0.5


def token_permissions(records: Sequence[Record]) -> CheckScore:
    """Begin with all points, and take some for each grant that goes too far.

    Jobs come before workflows, whatever the order of the records: what is not said
    at the top weighs more where a job does not say it either.
    """
    if any(
        record.outcome == "not_available" and _level(record) == "undeclared" for record in records
    ) or with_outcome(records, "not_applicable"):
        return CheckScore(None, why="not_applicable")
    wrong = [record for record in records if record.outcome == "false" and record.path]
    jobs = [record for record in wrong if record.fact == _JOB]
    writing = {job.path for job in jobs if _level(job) == "write"}
    silent = {job.path for job in jobs if _level(job) == "undeclared"}
    warn = sum(_level(job) == "write" for job in jobs)
    info = sum(_level(record) in ("none", "read") for record in records) + (not writing)
    score = float(MOST)
    for record in wrong:
        if record.fact != _TOP:
            continue
        taken = _taken(record, writing, silent)
        if taken is None:
            continue
        warn += 1
        if taken == MOST and _level(record) == "write" and _scope(record) in _ALL:
            return CheckScore(0, warn, info)
        score = 0.0 if taken == MOST and _level(record) == "undeclared" else score - taken
    return CheckScore(int(max(score, 0.0)), warn, info)


def _taken(record: Record, writing: set[str], silent: set[str]) -> float | None:
    """The points that a grant at the top costs; None for one that is no fault."""
    if _level(record) == "undeclared":
        return MOST if record.path in silent else _UNDECLARED
    if _level(record) != "write":
        return None
    if _scope(record) in _ALL:
        return MOST if record.path in writing | silent else _UNDECLARED
    return MOST if _scope(record) in _WORST else _TAKEN.get(_scope(record))


def _level(record: Record) -> str:
    return record.values.get("permissionLevel", "")


def _scope(record: Record) -> str:
    return record.values.get("tokenName", "")
