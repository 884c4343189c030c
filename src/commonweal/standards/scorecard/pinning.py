# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""How much of what is fetched is pinned: ecosystems count alike, actions of others more."""

from collections.abc import Sequence

from commonweal.standards.scorecard.records import MOST, CheckScore, Record, with_outcome

_ACTION = "GitHubAction"
_FORGE_OWNED = ("actions/", "github/")
_WHOLE, _OF_FORGE, _OF_OTHERS = 10, 2, 8


def pinned_dependencies(records: Sequence[Record]) -> CheckScore:
    """Weigh the shares that are pinned; records without an outcome count for nothing."""
    if with_outcome(records, "not_applicable"):
        return CheckScore(None, why="not_applicable")
    groups: dict[str, tuple[int, int]] = {}
    for record in records:
        if record.outcome in ("true", "false"):
            group = _group(record)
            pinned, total = groups.get(group, (0, 0))
            groups[group] = (pinned + (record.outcome == "true"), total + 1)
    warn = len(with_outcome(records, "false"))
    info = len(groups) + len(with_outcome(records, "error"))
    if not groups:
        return CheckScore(None, warn, info, why="not_applicable")
    weights = _weights(groups)
    pinned = sum(groups[group][0] * weight for group, weight in weights.items())
    total = sum(groups[group][1] * weight for group, weight in weights.items())
    return CheckScore(min(MOST * pinned // total, MOST), warn, info)


def _group(record: Record) -> str:
    kind = record.values.get("dependencyType", "")
    if kind != _ACTION:
        return kind
    return "of_forge" if record.values.get("snippet", "").startswith(_FORGE_OWNED) else "of_others"


def _weights(groups: dict[str, tuple[int, int]]) -> dict[str, int]:
    """Actions of the forge and of others share one weight where there are both."""
    weights = dict.fromkeys(groups, _WHOLE)
    if "of_forge" in groups and "of_others" in groups:
        weights.update(of_forge=_OF_FORGE, of_others=_OF_OTHERS)
    return weights
