# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""`commonweal check --as scorecard`: answer questions with files or forge records by its rules."""

from collections.abc import Mapping
from typing import Any

from commonweal.core.message import message
from commonweal.core.problem import InputMalformed
from commonweal.formats.streaming import Stream
from commonweal.standards.scorecard.checking import check_answer, forge_answer
from commonweal.standards.scorecard.details import detail_answer
from commonweal.standards.scorecard.evaluation import CHECKS


def answer(question: Mapping[str, Any]) -> Mapping[str, Any]:
    """Answer a question of the levels `check`, `detail` or `forge`; `files` hold contents."""
    check, level = question.get("check"), question.get("level")
    given, files = question.get("input"), question.get("files")
    if check not in CHECKS:
        raise InputMalformed(message("there is no check %(check)s", check=repr(str(check)[:60])))
    given = given if isinstance(given, dict) else {}
    contents = {
        path: content
        for path, content in (files.items() if isinstance(files, dict) else ())
        if isinstance(content, bytes)
    }
    if level == "check":
        found = check_answer(check, contents, given)
    elif level == "detail":
        found = detail_answer(check, contents, given)
    elif level == "forge":
        found = forge_answer(check, contents, given)
    else:
        raise InputMalformed(message("there is no level %(level)s", level=repr(str(level)[:60])))
    return {"id": question.get("id"), "kind": "scorecard", "ok": True, **found}


STREAM = Stream(kind="scorecard", answer=answer, reads_files=True)
