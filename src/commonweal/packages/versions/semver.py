# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Semantic versions: https://semver.org; also what half follows it, as advisories have it."""

import re
from typing import NamedTuple

from commonweal.packages.versions.padding import Key, without_zeros

ECOSYSTEMS = (
    "npm",
    "crates.io",
    "Go",
    "Hex",
    "SwiftURL",
    "ConanCenter",
    "Bitnami",
    "Julia",
    "GitHub Actions",
    "Kubernetes",
    "VSCode",
    "Docker Hardened Images",
    "SemVer",
)
_NUMBERS = re.compile(r"[0-9.]{0,256}")
_RELEASE: Key = (1,)


class Parts(NamedTuple):
    """Numbers, then what comes before the release (None for a release), then the build."""

    numbers: Key
    before: str | None
    build: str


def parts_of(text: str, most: int) -> Parts:
    """Take a version apart; numbers beyond `most` count as identifiers before the release."""
    text = text.strip().lstrip("=").strip().removeprefix("v")
    matched = _NUMBERS.match(text)
    end = matched.end() if matched else 0
    numbers = [int(part) for part in text[:end].split(".") if part]
    rest = text[end:]
    if len(numbers) > most:
        rest += "".join(f".{number}" for number in numbers[most:])
    before, _, build = rest.partition("+")
    return Parts(without_zeros(numbers[:most]), before.removeprefix("-") or None, build)


def before_key(before: str | None) -> Key:
    """A release comes after all that comes before it."""
    return _RELEASE if before is None else (0, identifiers(before))


def identifiers(text: str) -> Key:
    """Numbers come before words; what goes on comes after what ends."""
    return tuple(
        (0, int(part)) if part.isascii() and part.isdigit() else (1, part)
        for part in text.split(".")
    )


def key(text: str) -> Key:
    """Builds do not count."""
    parts = parts_of(text, 3)
    return (parts.numbers, before_key(parts.before))
