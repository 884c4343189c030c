# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Red Hat and its kin: epoch, version, release, by the rules of rpmvercmp."""

import re

from commonweal.packages.versions.padding import Key

ECOSYSTEMS = (
    "Red Hat",
    "AlmaLinux",
    "Rocky Linux",
    "SUSE",
    "openSUSE",
    "openEuler",
    "Mageia",
    "Azure Linux",
    "Photon OS",
)
_SEGMENT = re.compile(r"[0-9]{1,256}|[A-Za-z]{1,256}|[~^]")
_TILDE, _END, _CARET, _WORD, _NUMBER = range(5)


def key(text: str) -> Key:
    """See rpm-version(7). What stands before `:` is an epoch only if it is a number."""
    text = text.strip()
    epoch, colon, rest = text.partition(":")
    if not colon or epoch.strip("0123456789"):
        epoch, rest = "0", text
    version, dash, release = rest.partition("-")
    return (int(epoch or "0"), _segments(version), _segments(dash + release))


def _segments(text: str) -> Key:
    """An empty text comes before all others, even before a tilde."""
    if not text:
        return ()
    return (*map(_segment, _SEGMENT.findall(text)), (_END,))


def _segment(segment: str) -> Key:
    if segment == "~":
        return (_TILDE,)
    if segment == "^":
        return (_CARET,)
    return (_NUMBER, int(segment)) if segment.isdigit() else (_WORD, segment)
