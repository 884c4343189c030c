# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What a survey has in hand when it starts to seal."""

from collections.abc import Mapping

import msgspec

from commonweal.core.ids import FamilyId, RepositoryId
from commonweal.evidence import Delta
from commonweal.formats.portfolio import Portfolio
from commonweal.sources.git.collect import RepositoryProblem
from commonweal.sources.git.plan import Plan
from commonweal.survey.opening import Before
from commonweal.survey.sboms import Supplied
from commonweal.workspace import Target


class Collected(msgspec.Struct, frozen=True):
    """Everything a survey has gathered before people and numbers are worked out.

    `read` are the repositories whose trees were read this time; `is_repair` tells that the
    evidence was damaged, so that a new generation is wanted even where nothing is new, and
    those `damaged` are let go of then.
    """

    portfolio: Portfolio
    targets: tuple[Target, ...]
    plans: Mapping[RepositoryId, Plan | None]
    grouped: Mapping[FamilyId, tuple[Plan, ...]]
    deltas: tuple[Delta, ...]
    read: tuple[RepositoryId, ...]
    problems: tuple[RepositoryProblem, ...]
    before: Mapping[RepositoryId, Before]
    supplied: Supplied = Supplied()
    damaged: tuple[int, ...] = ()
    is_repair: bool = False
