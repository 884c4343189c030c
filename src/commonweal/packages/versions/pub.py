# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Pub: semantic versions whose builds count, after the version without one."""

from commonweal.packages.versions.padding import Key
from commonweal.packages.versions.semver import before_key, identifiers, parts_of

ECOSYSTEMS = ("Pub",)


def key(text: str) -> Key:
    """See https://pub.dev/packages/pub_semver."""
    parts = parts_of(text, 3)
    return (
        parts.numbers,
        before_key(parts.before),
        identifiers(parts.build) if parts.build else (),
    )
