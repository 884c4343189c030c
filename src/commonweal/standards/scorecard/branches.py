# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""How well branches are protected: five steps, each counted only where those below are full."""

from collections.abc import Sequence

from commonweal.standards.scorecard.records import INVALID, CheckScore, Record, count

_REVIEWS = 2
_STEPS = (3, 3, 2, 1, 1)
_STEP_OF = {
    "blocksDeleteOnBranches": 0,
    "blocksForcePushOnBranches": 0,
    "requiresApproversForPullRequests": 1,
    "requiresUpToDateBranches": 1,
    "requiresLastPushApproval": 1,
    "requiresPRsToChangeCode": 1,
    "runsStatusChecksBeforeMerging": 2,
    "requiresCodeOwnersReview": 3,
    "dismissesStaleReviews": 4,
    "branchProtectionAppliesToAdmins": 4,
}
_APPROVERS = "requiresApproversForPullRequests"
BRANCH_FACTS = frozenset({*_STEP_OF, "branchesAreProtected"})
# What only an administrator may see counts for nothing where it was not seen.
_LEFT_OUT = frozenset(
    {
        "requiresUpToDateBranches",
        "requiresLastPushApproval",
        "requiresPRsToChangeCode",
        "dismissesStaleReviews",
        "branchProtectionAppliesToAdmins",
    }
)
# Facts that speak against a branch even where they were not seen.
_ALWAYS_WARNED = frozenset({"runsStatusChecksBeforeMerging", "requiresCodeOwnersReview"})


class _Points:
    """Points and the most of them, by step."""

    def __init__(self) -> None:
        self.got, self.most = [0] * len(_STEPS), [0] * len(_STEPS)

    def add(self, step: int, got: int, most: int) -> None:
        self.got[step] += got
        self.most[step] += most


def branch_protection(records: Sequence[Record]) -> CheckScore:
    """Score all branches together."""
    if any(record.outcome == "not_applicable" for record in records):
        return CheckScore(None, why="not_applicable")
    if any(not record.values.get("branchName") for record in records):
        return INVALID
    protected = {
        record.values["branchName"]
        for record in records
        if record.fact == "branchesAreProtected" and record.outcome == "true"
    }
    branches: dict[str, _Points] = {}
    warn = info = 0
    for record in records:
        points = branches.setdefault(record.values["branchName"], _Points())
        if record.fact == "branchesAreProtected":
            warn += record.outcome == "false"
            continue
        reviewers = _reviewers(record)
        if reviewers is None:
            return INVALID
        _add(points, record, reviewers)
        if record.values["branchName"] in protected:
            warn += _is_warning(record, reviewers)
            info += _is_in_favour(record, reviewers)
    return CheckScore(_score(list(branches.values())), warn, info)


def _reviewers(record: Record) -> int | None:
    """How many must approve; 0 for other facts and where it was not seen."""
    if record.fact != _APPROVERS or record.outcome == "not_available":
        return 0
    return count(record.values.get("numberOfRequiredReviewers"))


def _add(points: _Points, record: Record, reviewers: int) -> None:
    is_true = record.outcome == "true"
    if record.fact == _APPROVERS:
        points.add(1, 2 if is_true and reviewers > 0 else 0, 2)
        points.add(3, int(is_true and reviewers >= _REVIEWS), 1)
    elif record.fact not in _LEFT_OUT or record.outcome != "not_available":
        points.add(_STEP_OF[record.fact], int(is_true), 1)


def _is_warning(record: Record, reviewers: int) -> bool:
    if record.fact == _APPROVERS and record.outcome == "true":
        return reviewers < _REVIEWS
    return record.outcome == "false" or (record.fact in _ALWAYS_WARNED and record.outcome != "true")


def _is_in_favour(record: Record, reviewers: int) -> bool:
    return record.outcome == "true" and (record.fact != _APPROVERS or reviewers >= _REVIEWS)


def _score(branches: list[_Points]) -> int:
    score = 0.0
    for step, weight in enumerate(_STEPS):
        # What one branch can have is what all can have.
        most = branches[0].most[step] * len(branches)
        got = sum(branch.got[step] for branch in branches)
        score += got * weight / most if most else weight
        if got < most:
            break
    return int(score)
