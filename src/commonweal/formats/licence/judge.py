# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Judge a licence text: which licence it is, or that it is none that SPDX knows."""

from collections.abc import Mapping
from typing import Any

from commonweal.core.text import text_of_bytes
from commonweal.formats.judging import Judge
from commonweal.formats.licence.names import is_licence_name
from commonweal.formats.licence.recognise import TEXT_LIMIT, recognise

_BINARY_READ = 8000
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def recognises(name: str, start: bytes) -> bool:
    """Tell a licence text by the file's name."""
    return is_licence_name(name) and (start.startswith(_UTF16) or b"\0" not in start)


def judge(name: str, content: bytes) -> Mapping[str, Any]:  # noqa: ARG001  a judge's shape
    """Judge a text; `ok` is true where it consists of licences that SPDX knows."""
    text = _text(content)
    if text is None:
        return {
            "ok": False,
            "spdx": None,
            "coverage": 0.0,
            "derived_from": None,
            "parts": {},
            "error": "the file is not text",
        }
    found = recognise(text)
    return {
        "ok": bool(found.parts),
        "spdx": found.spdx,
        "coverage": found.coverage,
        "derived_from": found.derived_from,
        "parts": dict(found.parts),
    }


def _text(content: bytes) -> str | None:
    # A character has at most four bytes; the rest of a huge file is not even decoded.
    start = content[: 4 * TEXT_LIMIT + 4]
    if start.startswith(_UTF16):
        return text_of_bytes(start.decode("utf-16", "replace").encode("utf-8", "replace"))
    return (
        None
        if b"\0" in start[:_BINARY_READ]
        else text_of_bytes(start.removeprefix(b"\xef\xbb\xbf"))
    )


JUDGE = Judge(kind="licence", recognises=recognises, judge=judge)
