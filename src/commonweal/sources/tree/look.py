# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What the bytes of a file tell: text or binary, lines, licence tag, interpreter."""

from typing import NamedTuple

from commonweal.core.text import text_of_bytes
from commonweal.formats.spdx import licence_tag
from commonweal.sources.tree.languages import interpreter_language
from commonweal.sources.tree.origin import Marks

# Git's own rule: a NUL among the first 8,000 bytes makes a file binary.
_BINARY_READ = 8000
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


class Look(NamedTuple):
    """What was seen; `lines` is None for binary files and for those not read to their end."""

    is_binary: bool
    lines: int | None
    spdx: str | None
    interpreter: str | None
    marks: Marks | None = None


def look(content: bytes, size: int) -> Look:
    """Look at the content of a file, or at its start where `size` is more than is there."""
    if b"\0" in content[:_BINARY_READ]:
        return Look(is_binary=True, lines=None, spdx=None, interpreter=None)
    return Look(
        is_binary=False,
        lines=_lines(content) if len(content) >= size else None,
        spdx=licence_tag(content),
        interpreter=interpreter_language(content[:200].split(b"\n", 1)[0]),
    )


def _lines(content: bytes) -> int:
    """Count as git does: what follows the last line feed is a line too."""
    return content.count(b"\n") + (bool(content) and not content.endswith(b"\n"))


def document_text(content: bytes) -> str | None:
    """Decode a document; None for binary content. Windows' UTF-16 is text as well."""
    if content.startswith(_UTF16):
        return text_of_bytes(content.decode("utf-16", "replace").encode("utf-8", "replace"))
    if b"\0" in content[:_BINARY_READ]:
        return None
    return text_of_bytes(content.removeprefix(b"\xef\xbb\xbf"))
