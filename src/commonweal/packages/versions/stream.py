# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""`commonweal check --as version-order`: which of two versions of an ecosystem comes first."""

from collections.abc import Mapping
from typing import Any

from commonweal.core.message import message
from commonweal.core.problem import InputMalformed
from commonweal.formats.streaming import Stream
from commonweal.packages.versions.ordering import compare


def answer(question: Mapping[str, Any]) -> Mapping[str, Any]:
    """Answer with `order`: -1, 0 or 1."""
    ecosystem, left, right = (question.get(key) for key in ("ecosystem", "left", "right"))
    if not (isinstance(ecosystem, str) and isinstance(left, str) and isinstance(right, str)):
        raise InputMalformed(
            message("a question names `ecosystem`, `left` and `right`, each as text")
        )
    order = compare(ecosystem, left, right)
    if order is None:
        raise InputMalformed(
            message(
                "the order of versions of %(ecosystem)s is not known",
                ecosystem=repr(ecosystem[:60]),
            )
        )
    return {"kind": "version-order", "ok": True, "order": order}


STREAM = Stream(kind="version-order", answer=answer)
