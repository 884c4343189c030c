# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What was found of a part of a model."""

from typing import Literal, NamedTuple

State = Literal["present", "declared", "unclear", "absent"]


class Found(NamedTuple):
    """A state; with the path that shows it, unless the part is absent."""

    state: State
    path: str = ""
    line: int | None = None


ABSENT = Found("absent")
