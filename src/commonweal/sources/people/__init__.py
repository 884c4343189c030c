# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""From names and addresses to people, automata and organisations; pure."""

from commonweal.sources.people.describe import ERASED
from commonweal.sources.people.resolve import Resolved, resolve_people

__all__ = ["ERASED", "Resolved", "resolve_people"]
