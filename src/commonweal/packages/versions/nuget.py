# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""NuGet: semantic versions of up to four numbers, in large or small letters."""

from commonweal.packages.versions.padding import Key
from commonweal.packages.versions.semver import before_key, parts_of

ECOSYSTEMS = ("NuGet",)


def key(text: str) -> Key:
    """Builds do not count: https://learn.microsoft.com/nuget/concepts/package-versioning."""
    parts = parts_of(text.lower(), 4)
    return (parts.numbers, before_key(parts.before))
