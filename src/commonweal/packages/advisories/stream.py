# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""`commonweal check --as affected`: whether an advisory concerns a version of a package."""

from collections.abc import Mapping
from typing import Any

from commonweal.core.message import message
from commonweal.core.problem import InputMalformed
from commonweal.formats.streaming import Stream
from commonweal.packages.advisories.affected import verdict_on


def answer(question: Mapping[str, Any]) -> Mapping[str, Any]:
    """Answer with `affected`, why, and the event of a range that decided.

    The question is an OSV record, or what of it matters, with the `package` beside it:
    its `ecosystem`, `name` and `version`.
    """
    package = question.get("package")
    named = package if isinstance(package, Mapping) else {}
    ecosystem, name, version = (named.get(key) for key in ("ecosystem", "name", "version"))
    if not (isinstance(ecosystem, str) and isinstance(name, str)):
        raise InputMalformed(
            message("a question names a `package` with `ecosystem` and `name`, as text")
        )
    verdict = verdict_on(question, ecosystem, name, version if isinstance(version, str) else "")
    event = verdict.event
    return {
        "id": question.get("id"),
        "kind": "affected",
        "ok": True,
        "affected": verdict.affected,
        "why": verdict.why,
        "event": {event.what: event.version} if event else None,
    }


STREAM = Stream(kind="affected", answer=answer)
