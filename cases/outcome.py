# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""One case that was tried, and what a set of cases is."""

from typing import Any, NamedTuple


class Outcome(NamedTuple):
    """What was expected and what came, for one case of one measure of a set."""

    measure: str
    case: str
    expected: Any
    got: Any

    @property
    def passed(self) -> bool:
        """Tell whether the case came out as expected."""
        return bool(self.expected == self.got)
