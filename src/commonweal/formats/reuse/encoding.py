# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The text of a file in UTF-8, whatever Unicode encoding it was saved in."""

import codecs

_SAMPLE = 512
# The mark of UTF-32 begins as that of UTF-16 does, so that it is asked first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MOSTLY = 0.7


def as_utf8(content: bytes) -> bytes:
    """Give the content without a byte order mark; other encodings than UTF's stay as they are."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _recoded(content[len(mark) :], encoding)
    # Without a mark, every second byte of a text in a European language is zero.
    if b"\0" in content[:2] and (encoding := _unmarked(content[:_SAMPLE])):
        return _recoded(content, encoding)
    return content


def _unmarked(sample: bytes) -> str:
    first, second = sample[::2], sample[1::2]
    if not second:
        return ""
    least = _MOSTLY * len(second)
    if b"\0" not in first and second.count(0) >= least:
        return "utf-16-le"
    return "utf-16-be" if b"\0" not in second and first.count(0) >= least else ""


def _recoded(content: bytes, encoding: str) -> bytes:
    return content if encoding == "utf-8" else content.decode(encoding, "replace").encode()
