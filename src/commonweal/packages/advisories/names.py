# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""When two names mean the same package, for each ecosystem has its own idea of spelling."""

import re

_RUN = re.compile(r"[-_.]{1,256}")
_LONGEST = 1024
_IN_ANY_CASE = frozenset({"nuget", "packagist", "github actions", "bitnami"})


def same_ecosystem(left: str, right: str) -> bool:
    """Tell whether two ecosystems are one; a release (`Debian:12`) counts where both name it."""
    first, _, release = left.strip().partition(":")
    second, _, other = right.strip().partition(":")
    if first.casefold() != second.casefold():
        return False
    return not release or not other or release.casefold() == other.casefold()


def same_package(ecosystem: str, left: str, right: str) -> bool:
    """Tell whether two names mean one package of an ecosystem."""
    return left == right or _plain(ecosystem, left) == _plain(ecosystem, right)


def _plain(ecosystem: str, name: str) -> str:
    base = ecosystem.partition(":")[0].strip().casefold()
    if len(name) > _LONGEST:
        return name
    if base == "pypi":
        return _RUN.sub("-", name).lower()
    if base == "crates.io":
        return name.replace("_", "-").lower()
    if base == "swifturl":
        plain = name.lower().removeprefix("https://").removeprefix("http://")
        return plain.removesuffix("/").removesuffix(".git")
    return name.lower() if base in _IN_ANY_CASE else name
