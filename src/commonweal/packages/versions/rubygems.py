# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""RubyGems: numbers and words, of which words come before; zeros at an end do not count."""

import re
from itertools import takewhile

from commonweal.packages.versions.padding import Key, padded

ECOSYSTEMS = ("RubyGems",)
_SEGMENT = re.compile(r"[0-9]{1,256}|[A-Za-z]{1,256}")
_ZERO: Key = (1, 0, "")


def key(text: str) -> Key:
    """See https://docs.ruby-lang.org/en/master/Gem/Version.html; `1-a` is read as `1.pre.a`."""
    segments = [
        (1, int(segment), "") if segment.isdigit() else (0, 0, segment)
        for segment in _SEGMENT.findall(text.replace("-", ".pre."))
    ]
    numbers = list(takewhile(lambda segment: segment[0] == 1, segments))
    words = segments[len(numbers) :]
    return padded((*_without_last_zeros(numbers), *_without_last_zeros(words)), _ZERO)


def _without_last_zeros(segments: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    while segments and segments[-1] == _ZERO:
        segments.pop()
    return segments
