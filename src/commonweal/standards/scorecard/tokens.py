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
        one.outcome == "not_available" and _level(one) == "undeclared" for one in records
    ) or with_outcome(records, "not_applicable"):
        return CheckScore(None, why="not_applicable")
    wrong = [one for one in records if one.outcome == "false" and one.path]
    jobs = [one for one in wrong if one.fact == _JOB]
    writing = {one.path for one in jobs if _level(one) == "write"}
    silent = {one.path for one in jobs if _level(one) == "undeclared"}
    warn = sum(_level(one) == "write" for one in jobs)
    info = sum(_level(one) in ("none", "read") for one in records) + (not writing)
    score = float(MOST)
    for one in wrong:
        if one.fact != _TOP:
            continue
        taken = _taken(one, writing, silent)
        if taken is None:
            continue
        warn += 1
        if taken == MOST and _level(one) == "write" and _scope(one) in _ALL:
            return CheckScore(0, warn, info)
        score = 0.0 if taken == MOST and _level(one) == "undeclared" else score - taken
    return CheckScore(int(max(score, 0.0)), warn, info)


def _taken(one: Record, writing: set[str], silent: set[str]) -> float | None:
    """The points that a grant at the top costs; None for one that is no fault."""
    if _level(one) == "undeclared":
        return MOST if one.path in silent else _UNDECLARED
    if _level(one) != "write":
        return None
    if _scope(one) in _ALL:
        return MOST if one.path in writing | silent else _UNDECLARED
    return MOST if _scope(one) in _WORST else _TAKEN.get(_scope(one))


def _level(one: Record) -> str:
    return one.values.get("permissionLevel", "")


def _scope(one: Record) -> str:
    return one.values.get("tokenName", "")
