# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Units of metrics that count things, in the form that the number wants."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from commonweal.core.message import Message, counted

UNITS: Mapping[str, Callable[[int], Message]] = MappingProxyType(
    {
        "branches": lambda count: counted("branch", "branches", count),
        "commits": lambda count: counted("commit", "commits", count),
        "contributions": lambda count: counted("contribution", "contributions", count),
        "days": lambda count: counted("day", "days", count),
        "files": lambda count: counted("file", "files", count),
        "lines": lambda count: counted("line", "lines", count),
        "organisations": lambda count: counted("organisation", "organisations", count),
        "people": lambda count: counted("person", "people", count),
        "releases": lambda count: counted("release", "releases", count),
        "years": lambda count: counted("year", "years", count),
    }
)
