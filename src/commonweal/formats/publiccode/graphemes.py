# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""How many characters a reader sees: grapheme clusters, as limits on lengths count them."""

import unicodedata

_JOINER = "\u200d"
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_FLAGS = range(0x1F1E6, 0x1F200)
_TAGS = range(0xE0020, 0xE0080)
_VOWELS_AND_FINALS = range(0x1160, 0x1200)


def count_graphemes(text: str) -> int:
    """Count grapheme clusters; a family emoji, a flag and a letter with accents are one each."""
    if text.isascii():
        return len(text) - text.count("\r\n")
    count, previous, open_flag = 0, "", False
    for character in text:
        code = ord(character)
        is_flag = code in _FLAGS
        goes_on = _extends(character, code) or previous == _JOINER
        goes_on = goes_on or (is_flag and open_flag) or (previous == "\r" and character == "\n")
        if not goes_on:
            count += 1
        open_flag = is_flag and not open_flag
        previous = character
    return count


def _extends(character: str, code: int) -> bool:
    return (
        character == _JOINER
        or unicodedata.category(character) in ("Mn", "Me", "Mc")
        or code in _SKIN_TONES
        or code in _TAGS
        or code in _VOWELS_AND_FINALS
    )
