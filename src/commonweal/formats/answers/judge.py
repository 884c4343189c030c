# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The judge of answer files, for a review before they are taken in."""

from collections.abc import Mapping
from typing import Any

from commonweal.formats.answers.read import MARK, read_statements
from commonweal.formats.judging import Judge

_NAMES = frozenset(("answers.yml", "answers.yaml"))


def recognises(name: str, start: bytes) -> bool:
    """Tell by the mark that every such file begins with."""
    is_yaml = name.lower().endswith((".yml", ".yaml"))
    return is_yaml and (MARK.encode() in start or name.lower() in _NAMES)


def judge(name: str, content: bytes) -> Mapping[str, Any]:
    """Tell how many answers there are, and what is wrong."""
    del name
    statements, faults = read_statements(content)
    errors = [fault._asdict() for fault in faults]
    return {"ok": not errors, "valid": not errors, "answers": len(statements), "errors": errors}


JUDGE = Judge(kind="answers", recognises=recognises, judge=judge)
