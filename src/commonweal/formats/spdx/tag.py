# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""`SPDX-License-Identifier` in the first lines of a file, whatever its comments look like."""

import re

from commonweal.formats.spdx.expression import licence_ids

_READ = 4096
_MOST_TAGS = 4
# Put together so that this line is no tag itself.
_TAG = re.compile(rb"SPDX-License-" rb"Identifier:[ \t]*([^\r\n]{1,300})")
# An expression ends where a comment's end or other punctuation begins.
_EXPRESSION = re.compile(rb"[A-Za-z0-9.+\-() :]+")


def licence_tag(content: bytes) -> str | None:
    """Give the expression of the tags; several are joined by AND. None where none is understood."""
    if b"SPDX-License-" not in content[:_READ]:
        return None
    found = []
    for match in list(_TAG.finditer(content[:_READ]))[:_MOST_TAGS]:
        expression = _clean(match[1])
        if expression and licence_ids(expression) and expression not in found:
            found.append(expression)
    if len(found) > 1:
        return " AND ".join(
            f"({expression})" if " OR " in expression else expression for expression in found
        )
    return found[0] if found else None


def _clean(raw: bytes) -> str:
    start = _EXPRESSION.match(raw)
    if start is None:
        return ""
    text = start[0].decode("ascii").strip(" -:")
    # A lone bracket closes a comment: OCaml's (* *) or Lisp's.
    return text.rstrip(" )") if text.count(")") > text.count("(") else " ".join(text.split())
